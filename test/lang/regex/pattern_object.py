# patterns: attributes, repr, equality, hash, copies, weak references
import copy
import re
import weakref

p = re.compile(r"(?P<a>x)(y)(?P<b>z)", re.I | re.M)
print(p.pattern, p.flags, p.groups, dict(p.groupindex), type(p.groupindex).__name__)
print(p, re.compile(b"x", re.L), re.compile("x", re.A | re.X), re.compile("'" * 3))
print(repr(re.compile("a" * 300)) == "re.compile('" + "a" * 199 + ")")
q = re.compile(r"(?P<a>x)(y)(?P<b>z)", re.M | re.I)
print(p == q, p != re.compile("x"), hash(p) == hash(q), p == 3, len({p, q}))
re.purge()
print(re.compile("x") == re.compile("x"), re.compile("x") == re.compile(b"x"))
print(copy.copy(p) is p, copy.deepcopy(p) is p, weakref.ref(p)() is p)
print(re.Pattern[str], re.Match[bytes], type(p).__module__, type(p).__name__)
for f in (lambda: p < q, lambda: re.Pattern(), lambda: setattr(p, "flags", 1), lambda: p.match(3),
          lambda: p.match(), lambda: re.match(b"x", "x"), lambda: re.match("x", b"x"),
          lambda: re.compile("x").match("x", 1 << 70)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
