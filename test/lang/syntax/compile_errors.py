# Errors that the compiler finds after parsing, with their places.
SNIPPETS = r'''
return 1
---
class A: return
---
yield
---
class A:
    x = yield 1
---
await x
---
def f(): await x
---
def f(): [await x for x in y]
---
def f(): [x async for x in y]
---
async def f(): yield from x
---
async def f():
    yield 1
    return 2
---
def f(): async with a: pass
---
def f(): async for a in b: pass
---
break
---
continue
---
def f():
    for x in y:
        def g(): break
---
while 1:
    pass
else:
    break
---
def f(a, a): pass
---
def f(a, *, a): pass
---
lambda a, a: 1
---
def f(a):
    global a
---
def f():
    x = 1
    global x
---
def f():
    print(x)
    global x
---
def f():
    nonlocal x
---
nonlocal x
---
def f():
    x: int
    nonlocal x
---
def f():
    global x
    x: int = 1
---
def f():
    def g():
        nonlocal x
        x = 1
---
def f():
    x = 1
    def g():
        global x
        nonlocal x
---
__debug__ = 1
---
def f(__debug__): pass
---
x.__debug__ = 1
---
del __debug__
---
f(__debug__=1)
---
for __debug__ in x: pass
---
import __debug__
---
import a as __debug__
---
with a as __debug__: pass
---
try: pass
except E as __debug__: pass
---
class __debug__: pass
---
def __debug__(): pass
---
(__debug__ := 1)
---
lambda __debug__: 1
---
__debug__ += 1
---
__debug__: int
---
a, *b, *c = d
---
*a = b
---
*a
---
x = *a
---
f(a=1, a=2)
---
class A(x=1, x=2): pass
---
try: pass
except: pass
except E: pass
---
[x := 1 for y in z]
---
[y := 1 for y in z]
---
[x for x in (y := z)]
---
class A: [x := 1 for y in z]
---
[[(y := 1) for x in z] for y in w]
---
[i for i in x if (j := [j for j in y])]
---
def f(): [(yield x) for x in y]
---
def f(): {(yield x): 1 for x in y}
---
def f(): ((yield x) for x in y)
---
def f():
    from a import *
---
class A:
    from a import *
---
from __future__ import annotations
x: (yield)
---
from __future__ import annotations
x: (y := 1)
---
from __future__ import annotations
async def f():
    x: (await y)
---
from __future__ import nope
---
x = 1
from __future__ import annotations
---
def f():
    from __future__ import annotations
---
match x:
    case y: pass
    case 1: pass
---
match x:
    case _: pass
    case 1: pass
---
match x:
    case y | 1: pass
---
match x:
    case [a, a]: pass
---
match x:
    case (1 as a) | b: pass
---
match x:
    case (1 as a) | (2 as b): pass
---
match x:
    case {1: a, 1: b}: pass
---
match x:
    case {'a': 1, 'a': 2, **r}: pass
---
match x:
    case A(x=1, x=2): pass
---
match x:
    case A(a, x=a): pass
---
match x:
    case __debug__: pass
---
match x:
    case A(__debug__=1): pass
---
match x:
    case {**__debug__}: pass
---
match x:
    case [*a, *b]: pass
---
try: pass
except* E:
    return
---
def f():
    try: pass
    except* E:
        return 1
---
for x in y:
    try: pass
    except* E:
        break
---
for x in y:
    try: pass
    except* E:
        for z in w: break
        continue
---
for a in b:
 for a in b:
  for a in b:
   for a in b:
    for a in b:
     for a in b:
      for a in b:
       for a in b:
        for a in b:
         for a in b:
          for a in b:
           for a in b:
            for a in b:
             for a in b:
              for a in b:
               for a in b:
                for a in b:
                 for a in b:
                  for a in b:
                   for a in b:
                    for a in b: pass
---
def f():
    class A:
        nonlocal y
---
class A:
    global x
    x: int
---
def f(x):
    class A:
        nonlocal x
        x: int = 1
---
def f(*, a, b=1, **a): pass
---
x = (yield 1)
---
async def f():
    return [await x async for x in y], {x async for x in y}, (x async for x in y)
---
async def f():
    def g(): return [x async for x in y]
---
async def f(): lambda: await x
---
(x async for x in y)
---
[x async for x in y]
---
del (a, *b)
---
del *a
---
with a as *b: pass
---
for *a in b: pass
---
def f():
    import a
    global a
---
def f():
    def a(): pass
    global a
---
def f():
    for a in b: pass
    nonlocal a
---
global x; x = 1
---
class A:
    x = 1
    global x
---
def f():
    global x
    global x
---
def f():
    try: pass
    except E as x: pass
    global x
---
def f():
    with a as x: pass
    global x
---
def f():
    (x := 1)
    global x
---
def f():
    [x := 1 for i in y]
    global x
---
def f():
    global x
    [x := 1 for i in y]
---
def f():
    nonlocal x
    [x := 1 for i in y]
---
[x for x in y if (x := 1)]
---
[(lambda: (x := 1)) for x in y]
---
def f(a=(b := 1), *, c: (d := 2) = 3): pass
---
x: int = y: int
---
(x): int = 1
---
x.y: int
---
x[0]: int = 5
---
(a, b): int
'''
for s in SNIPPETS.split("---\n"):
    s = s.lstrip("\n")
    try:
        compile(s, "<string>", "exec", 0, True)
        print(repr(s), "ok")
    except SyntaxError as e:
        print(repr(s), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
