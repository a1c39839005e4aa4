# Augmented assignment mutates lists, sets and dicts in place but rebinds immutables (7.2.1).
for start, stmt in (("[1]", "x += (2, 3)"), ("[1]", "x += 'ab'"), ("[1]", "x *= 2"),
                    ("(1,)", "x += (2,)"), ("'a'", "x += 'b'"),
                    ("{1}", "x |= {2}"), ("{1, 2}", "x &= {2}"), ("{1, 2}", "x -= {2}"),
                    ("{1, 2}", "x ^= {2, 3}"),
                    ("{1: 2}", "x |= {3: 4}"), ("{1: 2}", "x |= [(5, 6)]"),
                    ("frozenset({1})", "x |= {2}"), ("5", "x -= 2"),
                    ("bytearray(b'a')", "x += b'b'"), ("b'a'", "x += b'b'"),
                    ("bytearray(b'ab')", "x *= 2")):
    ns = {}
    exec(f"x = {start}\ny = x\n{stmt}", ns)
    print(start, stmt, "->", ns["x"], ns["x"] is ns["y"])
for start, stmt in (("[1]", "x += 5"), ("(1,)", "x += [2]"), ("{1}", "x |= [2]"),
                    ("{1}", "x += {2}"), ("{}", "x += {}"),
                    ("'a'", "x += 1"), ("[1]", "x -= [1]"), ("None", "x += 1"),
                    ("{1: 2}", "x |= 5"), ("[1]", "x *= 1.5"),
                    ("1", "x += 'a'"), ("1", "x @= 1"), ("1", "x **= 'a'"), ("1", "x //= 0"),
                    ("1", "x %= None"), ("1", "x >>= 'a'")):
    try:
        exec(f"x = {start}\n{stmt}")
    except (TypeError, ZeroDivisionError) as e:
        print(start, stmt, "->", e)
