# Packages, relative imports, submodules as attributes, namespace packages.
import sys
import _folder

_folder.write(
    pack__='from . import one\nfrom .one import value\n__all__ = ["one", "two"]\nprint("pack", __name__, __package__)',
    pack__one='import pack as up\nvalue = 1\nprint(__name__, __package__, up.__name__)',
    pack__two='from .one import value as v\nvalue = v + 1\nprint(__name__)',
    pack__sub__='from ..one import value\nfrom .deep import DEEP\nprint(__name__, value, DEEP)',
    pack__sub__deep='DEEP = __name__\nfrom ..two import value as two',
    space__inner='where = __name__')
import pack.sub
print(pack.one.value, pack.value, pack.sub.deep.two, pack.sub.deep.DEEP)
from pack import *
print(one.value, two.value)
import space.inner as inner
import space
print(inner.where, space.__file__ if hasattr(space, '__file__') else None, type(space.__path__).__name__)
print(len(list(space.__path__)), space.__spec__.origin, pack.__spec__.submodule_search_locations == pack.__path__)
for text in ('from . import x', 'from ..y import x', 'import pack.none', 'from pack import nothing', 'import none.at.all',
             'from pack.one import missing', 'import pack.one.deeper'):
    try:
        exec(text, {'__name__': '__main__'} if '.' == text[5] else {})
    except ImportError as e:
        print(type(e).__name__, str(e).replace(_folder.ROOT, 'ROOT'), e.name)
print(sorted(name for name in sys.modules if name.startswith(('pack', 'space'))))
