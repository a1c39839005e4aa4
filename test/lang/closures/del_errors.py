# del refuses what cannot be deleted, at compile time or at run time (7.5).
for src in ("del f()", "del 1", "del None", "del a + b", "del (a, b())", "del *a",
            "del a if b else c",
            "del [x for x in y]", "del lambda: 0", "del", "del x = 1", "del (a,), [b]",
            "del __debug__",
            "del a.b, c[0]", "del (yield)", "del 'a'", "del f'{x}'", "del -x", "del {}",
            "del x, *y"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
class C:
    __slots__ = ("s",)
c = C()
for act in ("del c.s", "del c.t", "del (1).real", "del 'abc'[0]", "del (1, 2)[0]", "del [].append",
            "del len.x", "del int.bit_length", "del range(3)[0]"):
    try:
        exec(act)
    except (AttributeError, TypeError) as e:
        print(act, "->", type(e).__name__, e)
