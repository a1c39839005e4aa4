# SPDX-License-Identifier: MIT
"""What slots cost people, mended: notes with -X slots, none without; super() in dataclass(slots=True)."""
import subprocess
import sys

CONFLICT = """
class A:
    __slots__ = ("left", "right")
class B:
    __slots__ = "up",
class C(A, B):
    pass
"""
UNKNOWN = """
class P:
    __slots__ = ("height", "width")
    def __init__(self):
        self.heigth = 1
P()
"""
BUILT_IN = "class L(list, dict): pass"
DATA = """
from dataclasses import dataclass
class Base:
    __slots__ = ()
    def name(self):
        return "base"
    @property
    def twice(self):
        return 2
@dataclass(slots=True)
class D(Base):
    x: int = 3
    def name(self):
        return super().name() + " and d"
    @property
    def twice(self):
        return super().twice * self.x
    @classmethod
    def made(cls):
        return __class__ is cls
    @staticmethod
    def known():
        return __class__
class E(D):
    __slots__ = ()
    def name(self):
        return super().name() + " and e"
print(D().name(), D().twice, D.made(), D.known() is D, E().name(), hasattr(D(), "__dict__"))
"""


def run(code, *options):
    done = subprocess.run([sys.executable, *options, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode(), done.stderr.decode().splitlines()


def main():
    for code, last, note in (
            (CONFLICT, "TypeError: multiple bases have instance lay-out conflict",
             "A (slots left, right) and B (slots up): only one base may have slots of its own"),
            (BUILT_IN, "TypeError: multiple bases have instance lay-out conflict",
             "list (built in) and dict (built in): only one base may have slots of its own"),
            (UNKNOWN, "AttributeError: 'P' object has no attribute 'heigth'", "its slot height may be meant")):
        plain, noted = run(code)[1], run(code, "-X", "slots")[1]
        assert plain[-1] == last, plain
        assert noted == plain + [note], noted
    out, err = run(DATA)
    assert out == "base and d 6 True True base and d and e False\n", (out, err)
    print("7 passed, 0 failed")


main()
