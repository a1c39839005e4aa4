# compile() in eval and single mode accepts only its grammar (built-in functions, compile).
def show(src, mode):
    try:
        code = compile(src, "<test>", mode)
        print(mode, repr(src), "ok", repr(eval(code, {"x": 5, "y": [1]})))
    except SyntaxError as e:
        print(mode, repr(src), e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))

for src in ("1", "1\n", " 1", "\t1 ", "1\n\n", "1 # c", "x = 1", "1; 2", "", " ", "\n", "# c",
            "pass", "1\n2", "(1\n+2)", "(lambda: 1)()", "yield", "*x", "*y,", "1, 2",
            "x := 1", "(x := 1)", "if x: 1", "print(1", "'a", "x y", "1)", "[x for x in y]", "not",
            "x\\\n+ 1", "await x", "return 1", "  1 +", "1\n 2"):
    show(src, "eval")
for src in ("1", "1\n", "x = 1", "x = 1\n", "x = 1; x", "x\nx", "if x:\n  y\n", "if x:\n  y",
            "if x: y", "", "\n", "# c", "def f(): pass\n", "def f():\n  pass", "x = (", "1 +",
            "x = 1\ny = 2\n",
            "for i in y: i\n", "'abc'", "None", "x; y", "@x\n", "class C: pass", "  x", "x\n# c",
            "x # c\n\n", "if x:\n  y\nelse:\n  x\n", "pass; pass", "x\n\n\n"):
    show(src, "single")
for args in (("1", "f", "bad"), ("1", "f"), (5, "f", "exec"), ("1", 5, "exec"), ("1", "f", 5),
             ("1", b"f", "eval"), (None, "f", "exec"), ("1", "f", "exec", 2 ** 20),
             ("1", "f", "eval", 0, True)):
    try:
        print(type(compile(*args)).__name__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
