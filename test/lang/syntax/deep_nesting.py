# Too deep nesting is refused cleanly, moderate nesting works (2.1.6).
def attempt(what, src, mode="eval"):
    try:
        v = compile(src, "<test>", mode)
        print(what, "ok")
    except SyntaxError as e:
        print(what, "SyntaxError", e.msg)
    except (RecursionError, MemoryError) as e:
        print(what, type(e).__name__)

for n in (10, 50, 90):
    attempt(f"parens {n}", "(" * n + "1" + ")" * n)
    attempt(f"lists {n}", "[" * n + "]" * n)
    attempt(f"unary {n}", "-" * n + "1")
    attempt(f"not {n}", "not " * n + "1")
    attempt(f"subscripts {n}", "a" + "[0]" * n)
    attempt(f"attributes {n}", "a" + ".b" * n)
    attempt(f"calls {n}", "a" + "()" * n)
    attempt(f"conditional {n}", "1 if x else " * n + "2")
    attempt(f"lambda {n}", "lambda: " * n + "2")
    attempt(f"power {n}", "**".join(["2"] * n))
attempt("201 brackets", "(" * 201 + "1" + ")" * 201)
attempt("plus chain 500", "+".join(["1"] * 500))
attempt("comparison chain 500", "<".join(["1"] * 500))
attempt("string concat 1000", "'a' " * 1000)
attempt("99 indents", "\n".join(" " * i + "if x:" for i in range(98)) + "\n" + " " * 98 + "pass",
        "exec")
attempt("101 indents", "\n".join(" " * i + "if x:" for i in range(101)) + "\n" + " " * 101 + "pass",
        "exec")
attempt("20 nested for",
        "\n".join(" " * i + "for x in y:" for i in range(20)) + "\n" + " " * 20 + "pass", "exec")
attempt("21 nested for",
        "\n".join(" " * i + "for x in y:" for i in range(21)) + "\n" + " " * 21 + "pass", "exec")
attempt("21 nested while",
        "\n".join(" " * i + "while x:" for i in range(21)) + "\n" + " " * 21 + "pass", "exec")
attempt("21 nested with",
        "\n".join(" " * i + "with x:" for i in range(21)) + "\n" + " " * 21 + "pass", "exec")
attempt("elif chain 300", "if x: pass\n" + "elif y: pass\n" * 300, "exec")
attempt("statements 3000", "x = 1\n" * 3000, "exec")
