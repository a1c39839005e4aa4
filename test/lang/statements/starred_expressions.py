# Starred expressions spread in displays, calls, returns, yields, subscripts and for lists (6.15, PEP 448).
a, b = [1, 2], (3,)
print([*a, *b, 4], (*a, *b), {*a, *b, 1}, *a, *b)
t = *a, *b
print(t, (*a,), [*[]], {**{}, "k": 1, **{"k": 2, "j": 3}})
def f(): return *a, 9
def g(): yield *a, *b
print(f(), next(g()))
class S:
    def __getitem__(self, k): return k
print(S()[*a], S()[*a, 5], S()[0, *b])
print([*range(3), *"ab", *{"k": 1}, *(x * x for x in (2, 3))])
print({**{"a": 1}, **dict(b=2), "c": 3}, {**{1: "int"}, 1.0: "float"})
for x in *a, *b: print(x, end=" ")
print()
l = [*[*[*a]]]
print(l, l is not a, *[[*a], [*b]])
x = *a, = [7, 8]
print(x, a)
for src in ("*a", "x = *a", "(*a)", "[*a for a in b]", "print(*)", "{*a: 1}", "{**a, *b}",
            "{*a, **b}", "del *a", "return_ = (*a)", "*a, = 1, 2", "f(**a, *b)",
            "f(*a, **b, *c)", "x = (*a, *b)", "if *a: pass", "not *a", "*a + 1", "*a if b else c",
            "lambda *: 0", "[**a]", "f(*a=1)", "*(a, b) = c", "{**a for a in b}"):
    try:
        compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
