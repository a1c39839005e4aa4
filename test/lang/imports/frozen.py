# What the reference freezes is found by FrozenImporter.
import _imp
import importlib.util
import os
import sys

for name in ('os', 'os.path', '_frozen_importlib', 'importlib.util', 'json', 'nope', '__phello__', 'zipimport'):
    print(name, _imp.is_frozen(name), _imp.find_frozen(name))
    try:
        print(_imp.is_frozen_package(name), type(_imp.get_frozen_object(name)).__name__)
    except ImportError as e:
        print(e, e.name)
print(_imp._frozen_module_names()[:18])
print(os, os.__spec__.origin, os.__file__ == os.path.join(sys._stdlib_dir, 'os.py'), hasattr(os, '__cached__'))
print(os.fspath.__module__, os.walk.__code__.co_filename, importlib.util.find_spec.__code__.co_filename)
print(type(sys.modules['os'].__loader__), os.__loader__.__name__, importlib._bootstrap.__spec__.name)
_imp._override_frozen_modules_for_tests(-1)
print(_imp.is_frozen('os'), _imp.is_frozen('zipimport'), _imp._frozen_module_names())
_imp._override_frozen_modules_for_tests(1)
print(_imp.is_frozen('os'))
_imp._override_frozen_modules_for_tests(0)
data = _imp.find_frozen('stat', withdata=True)[0]
print(type(data))
for function in ('is_frozen', 'is_frozen_package', 'find_frozen', 'get_frozen_object', 'init_frozen'):
    try:
        getattr(_imp, function)(1)
    except TypeError as e:
        print(e)
print(_imp.init_frozen('nope'), _imp.init_frozen('stat').S_IFDIR == 0o40000)
code = compile('def f(): return lambda: 1', 'old', 'exec')
_imp._fix_co_filename(code, 'new')
print(code.co_filename, code.co_consts[0].co_filename, code.co_consts[0].co_consts[1].co_filename)
try:
    os.environ['NO_SUCH_NAME_HERE']
except KeyError as e:
    print(e.__traceback__.tb_next.tb_frame.f_code.co_filename)
