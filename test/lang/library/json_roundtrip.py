# json dumps and loads: separators, indent, sort_keys, escapes, hooks and errors (library, json).
import json
v = {"b": [1, 2.5, -0.0, 1e100, None, True, False], "a": {"é": "\u20ac\n\"\\/\x00\U0001f600"},
     "e": [], "o": {}, "t": (1, "2")}
print(json.dumps(v))
print(json.dumps(v, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
print(json.dumps(v, indent=2))
print(json.dumps([1, {"k": [2]}], indent="--"))
print(json.loads(json.dumps(v)) == {**v, "t": [1, "2"]}, json.dumps({1: "a", 1.5: "b", None: "c",
      True: "d"}), json.dumps(float("nan")), json.dumps([float("inf"), -float("inf")]),
      json.dumps("\u2028\x7f\ud800"), json.dumps(10 ** 30), json.dumps(0.1 + 0.2))
print(json.loads(' [1, -2.5e3, "\\u00e9\\ud83d\\ude00\\n", {"a": {"a": null}}, true, 1E400, 0] '),
      json.loads("NaN"), json.loads('{"a": 1, "a": 2}'), json.loads(b'"bytes"'),
      json.loads('"\\/"'), json.loads("12345678901234567890"), json.loads("-0"), json.loads("-0.0"))
print(json.loads('{"x": 1, "y": [2.5]}', object_hook=lambda d: sorted(d.items()), parse_float=str),
      json.loads('{"b": 1, "a": 2}', object_pairs_hook=list),
      json.loads("[1, 2.0]", parse_int=lambda s: s + "!"))
class C: pass
print(json.dumps({"c": C(), "s": {1}}, default=lambda o: type(o).__name__),
      json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))
class Enc(json.JSONEncoder):
    def default(self, o): return f"<{o.__class__.__name__}>" if isinstance(o,
            C) else super().default(o)
print(json.dumps([C()], cls=Enc), "".join(json.JSONEncoder().iterencode([1, "a"])))
l = []; l.append(l)
for f in (lambda: json.dumps(C()), lambda: json.dumps({(1,): 2}), lambda: json.dumps(l),
          lambda: json.dumps(b"x"), lambda: json.dumps(float("nan"), allow_nan=False),
          lambda: json.dumps({1}, cls=Enc)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for s in ("", " ", "{", "[1,]", "[1 2]", '{"a" 1}', '{"a": }', "{a: 1}", "'a'", "tru", "01", "1.",
          ".5", "+1", '"a', '"\x01"', '"\\x"', '"\\u12"', "[1] x", '{"a": 1,}', "\ufeff1", "nul",
          "--1", "[", '["a', "Infinit"):
    try:
        print(repr(s), json.loads(s))
    except json.JSONDecodeError as e:
        print(repr(s), "->", e, e.pos, e.lineno, e.colno)
