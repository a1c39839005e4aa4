# Simple statements may share a line; brackets and backslashes continue lines (2.1.5, 2.1.6).
a = 1; b = 2; print(a, b);
if a: c = 3; d = 4
else: c = 5; d = 6
print(c, d)
for i in range(2): print(i, end=" "); print("-", end=" ")
print()
while a: a -= 1; break
class K: x = 1; y = x + 1; m = lambda self: self.y
print(K().m()); del K
total = 1 + \
    2 + \
  3
print(total)
l = [1,
  2,   # comment inside

        3,
]
print(l, (1
          + 2), "ab" \
      "cd",
      )
def f(a,
      b=(1,
         2),
      ): return (a,
                 b)
print(f(0))
if (a == 0 and
        b == 2): print("cond")
s = "line \
continued"
t = """triple \
joined
second"""
print(s, t)
x = 5 ;y = 6
print(x, y) ; z = 7 # end
assert \
    z == 7
if True: pass; print("after pass")
try: print("t"); 1 / 0
except ZeroDivisionError: print("e"); x = 8
finally: print("f")
