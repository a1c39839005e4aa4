# ast.parse, dump, unparse, literal_eval, walk and transformers over a program of every construct.
import ast, copy
SRC = '''"""doc"""
from __future__ import annotations
import a.b as c, d
from . import e as f
from ..g import (h, i)
@deco(1)
async def fn(p, /, q: int = 1, *r, s=2, t, **u) -> "x":
    global gl
    async with a as b, c: await d
    async for x in y: yield x
    else: pass
    return [j async for j in k if l if m]
class K(B, metaclass=M, **kw):
    x: int = 1
    y[0]: str
    (z): float
    def m(self): nonlocal_ = lambda *a, b=1, **c: (yield)
try: pass
except (A, B) as e: raise X from e
except: raise
else: assert a, b
finally: del a[1:2, ::3], b.c, (d, [e])
try: pass
except* G as g: pass
with (a as b, c as d): pass
match p:
    case 1 | -2.5 | 3+4j | "s": pass
    case {"k": [a, *_], **rest} if a > 1: pass
    case P(x, y=Q.z) as w: pass
    case None | True | [] | (_,): pass
for a, *b in c: continue
while a := f(): break
x = y = *z, 1
x @= y // -z ** ~w % (not v) << 1 | 2 & 3 ^ 4
x = a < b <= c != d is not e not in f
x = a if b else c or d and e
x = {**a, 'b': 1, **{}}, {1, *c}, [*d], {k: v for k, v in e}, {q for q in r}, (g for g in h)
f(*a, b, c=1, **d)(e)[1:2, ..., None]
x = f"a{b!r:>{w}}{c=}{{}}" 'tail' u'kind'
x = 0xFF, 1_000, 1e400, -1e-7, 3j, 10**30, 12345678901234567890123
'''
tree = ast.parse(SRC)
print(ast.dump(tree, include_attributes=True))
text = ast.unparse(tree)
print(text)
print(ast.dump(ast.parse(text)) == ast.dump(tree), sum(1 for _ in ast.walk(tree)))
again = copy.deepcopy(tree)
print(again is not tree, ast.dump(again) == ast.dump(tree))
class Rename(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id.upper(), node.ctx), node)
    def visit_Assert(self, node):
        return None
new = Rename().visit(ast.parse("assert a\nb = c + d(e)"))
print(ast.unparse(new), ast.dump(new))
print(ast.literal_eval("{1: [2, 3], 'a': (1,), 4+5j: {6}, -7: b'x', None: ..., True: set()}"))
for bad in ("a", "1+2", "f()", "[1, x]", "1 if 2 else 3", "-'a'", "{**a}"):
    try:
        print(ast.literal_eval(bad))
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])
print(ast.get_docstring(tree), ast.get_source_segment(SRC, tree.body[1]))
ns = {}
exec(compile(ast.fix_missing_locations(ast.Module([ast.Assign([ast.Name("v", ast.Store())],
     ast.Constant((1, 2)))], [])), "<made>", "exec"), ns)
print(ns["v"])
print([type(n).__name__ for n in ast.iter_child_nodes(tree)][:4])
for node in (ast.Num(5), ast.Str("s"), ast.NameConstant(None)):
    print(type(node).__name__, isinstance(node, ast.Constant), ast.dump(node))
