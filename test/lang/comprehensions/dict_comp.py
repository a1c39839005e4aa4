# A dict comprehension evaluates key then value and the last duplicate key wins in first place (6.2.7).
def k(v):
    print("k", v, end=" ")
    return v % 3
def val(v):
    print("v", v)
    return v

d = {k(i): val(i) for i in range(5)}
print(d)
print({a: b for a, b in zip("abc", range(3))})
print({**{i: i for i in range(2)}, **{i: -i for i in range(1, 3)}})
print({x: {y: x * y for y in range(2)} for x in range(2)})
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
print({v: k for k, v in {"a": 1, "b": 1}.items()})
print(len({i: 0 for i in (1, 1.0, True)}), {i: 0 for i in (1, 1.0, True)})
for src in ("{a: b, for x in y}", "{**a for a in b}", "{a: *b for b in c}", "{a for a, b in c: d}"):
    try:
        compile(src, "", "eval")
    except SyntaxError as e:
        print(e.msg)
