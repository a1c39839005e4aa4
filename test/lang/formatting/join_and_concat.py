# str.join, +, * and implicit concatenation build strings; join names the bad item (library, str).
print("".join([]), ",".join("abc"), "-".join(("x",)), "ab".join(["1", "2", "3"]),
      "".join(str(i) for i in range(5)), " ".join({"k": 1, "j": 2}), "é".join("日本"))
for sep, it in ((",", [1]), (",", ["a", None]), ("", ["a", b"b"]), (",", 5), (b",", ["a"]),
                (b",", [b"a", 1]), ("", (x for x in ["a", 2])), (b"", [1]), (",", "a"),
                (b",", [bytearray(b"x"), b"y"]), (",", [["a"]])):
    try:
        print(sep.join(it))
    except TypeError as e:
        print(e)
def gen():
    yield "a"
    raise ValueError("in gen")
try:
    ",".join(gen())
except ValueError as e:
    print(e)
class S(str): pass
one = S("only")
print("".join([one]) is one, type("".join([one])).__name__, type("".join(["x"])).__name__,
      "x" "y" 'z' """w""", ("a"
      "b"), "a" + "b" * 3 + "", "ab" * 0, 2 * "ab", "a" "b" * 2, ("a" "b") * 2)
s = ""
for i in range(300): s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:])
t = s
s += "!"
print(len(t), len(s), t == s[:-1])
u = "é" + "a"; u += "\U0001f600"; u = "b" + u
print(u, len(u), [len(x) for x in ("a" * 1000, "é" * 1000, "日" * 1000, "\U0001f600" * 1000)])
