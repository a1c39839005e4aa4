# import accepts dotted names and lists of aliases only (7.11).
def show(src, mode="exec"):
    try:
        compile(src, "<test>", mode)
        print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src))
        print("   ", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset,
              repr(e.text))
    except (ValueError, RecursionError, MemoryError) as e:
        print(repr(src)[:60], "->", type(e).__name__, e)

SNIPPETS = [
    'import', 'import a.', 'import .a', 'import a as', 'import a as b.c', 'import a, b,',
    'import a.b as c, d', 'import (a, b)', 'import *', 'import a b', 'from a import',
    'from a import b as', 'from a import (b', 'from a import (b, c', 'from a import ()',
    'from a import b,', 'from a import (b,)', 'from a import b, c as d', 'from a import *, b',
    'from a import (*)', 'from a import b.c', 'from . import a', 'from .. import a',
    'from ...a.b import c', 'from .import a', 'from a.b. import c', 'from import a',
    'from a import b c', 'from 1 import a', 'import 1', "import 'a'", "from a import 'b'",
    'import a = b', 'import a; import b', 'def f():\n  from a import *',
    'class C:\n  from a import *', 'if 1:\n  from a import *', 'from __future__ import nope',
    'from __future__ import braces', 'x = 1\nfrom __future__ import annotations',
    "'doc'\nfrom __future__ import division", 'from __future__ import (annotations, nope)',
    'import a.b.c.d as e', 'from a import b as c, d as e, f',
]

for snippet in SNIPPETS:
    show(snippet)
