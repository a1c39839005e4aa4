# pass, ... and constant expressions do nothing; a leading string is the docstring (7.4, 8.7).
def a(): pass
def b(): ...
def c(): "doc c"
def d():
    """doc d
    second line
      indented
    """
def e():
    f"not a {1} docstring"
def f():
    b"bytes no doc"
def g():
    "joined" " doc"
    "second string"
def h():
    ("parenthesised")
def i():
    # comment
    "after comment"
def j(): 5; "not first"
class K:
    "class doc"
class L: ...
class M:
    x = 1
    "not first"
for fn in (a, b, c, d, e, f, g, h, i, j, K, L, M):
    print(fn.__name__, repr(fn.__doc__))
print(a(), b(), c(), ..., type(...).__name__, Ellipsis is ...)
pass; pass
1; "x"; [1]; ...; None
if 1: pass
else: pass
r = (lambda: ...)()
print(r, [...], ...==Ellipsis, bool(...), f(), __doc__)
