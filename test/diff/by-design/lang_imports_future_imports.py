# Future statements come first and name known features; annotations become strings (7.11.1, PEP 563).
# differs: type parameters of Python 3.12 are accepted
from __future__ import annotations, division
import __future__
x: undefined_name = 1
def f(a: also.undefined[0], *b: 1 + 1, c: "quoted" = 2) -> lambda: 0: pass
class C:
    attr: SomeType | None = None
    other: list["C"]
print(__annotations__, f.__annotations__, C.__annotations__, sep="\n")
print(annotations.getMandatoryRelease() if annotations.mandatory else annotations.mandatory,
      division.optional[:2], __future__.all_feature_names)
def g(b: [i for i in y], d: {1: 2, **z}, e: f"{q!r:>{w}}", h: a if b else c, i: x[1:2, ::3],
      j: not a and -b ** c, k: await_, l: "it's", m: ..., n: (1,), o: ()): pass
for k, v in g.__annotations__.items(): print(k, v)
for src in ("from __future__ import nope", "x = 1\nfrom __future__ import division",
            "'doc'\nfrom __future__ import division",
            "from __future__ import division; from __future__ import generators",
            "def f(): from __future__ import division", "from __future__ import *",
            "from __future__ import braces", "from __future__ import barry_as_FLUFL as b\n1 <> 2"):
    try:
        exec(src, {}); print("ok")
    except SyntaxError as e:
        print(e.msg)
