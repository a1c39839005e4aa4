# Null bytes, missing final newlines and comments at the end of the source (2.1).
def show(src, mode="exec"):
    try:
        ns = {}
        exec(compile(src, "<test>", mode), ns)
        print("ok", ascii(src), sorted(k for k in ns if k != "__builtins__"))
    except (SyntaxError, ValueError) as e:
        print(ascii(src), type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)

for src in ("", "\n", "#", "# c", "x = 1", "x = 1\n", "x = 1 # c", "x = 1\\\n", "x = 1\\",
            "x = 1\n\\", "\\", "\\\n", "\\\nx = 1", "x = \\\n1", "x = 1;", ";", ";;", "x = 1;;",
            "x = 1; ; y = 2", "   ", "  \n\t\n", "   # c\n  # d",
            "if 1:\n  x = 1\n  # c", "if 1:\n  x = 1\n# c", "if 1:\n  x = 1\n\n\n", "if 1: x = 1",
            "if 1:\n  x = 1\n ", "if 1:\n  x = 1\n    ", "def f(): return 1", "class C: pass",
            "x = 1\n\n\n   ", "x = '''a\n'''", "x = (1,\n)\n\n#", "\x0c", "x\x0c= 1",
            "\x0cx = 1", "x = 1\x0c", "\r", "\r\n", "x = 1\r\ny = 2", "x = 1\ry = 2", "x = '\r\n'",
            "x = '''\r\n'''", "\0", "x = 1\0", "x = '\0'", "# \0", "x = 1\n\0", b"\0", b"x = 1\0",
            b"x = 1", b"\xff", b"# \xff", b"x = '\xff'", "\ufeff", "\ufeffx = 1",
            "x\ufeff = 1", "\x1a", "x = 1\x1a", "\v", "x =\v1", "\x1b", "pass", "pass;", "pass\n;",
            "x = 1\n  # c\ny = 2", "\tx = 1", "if 1:\n\tx = 1\n\ty = 2", "x = 1 \\ # c\n",
            "'a' \\\n'b'", "if 1:\n  x = 1\\\n\n"):
    show(src)
