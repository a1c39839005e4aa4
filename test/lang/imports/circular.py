# Modules that import each other; one that fails is not left in sys.modules.
import sys
import _folder

_folder.write(
    left='import right\nname = "left"\ndef other(): return right.name',
    right='import left\nname = "right"\nprint(hasattr(left, "name"))\ndef other(): return left.name',
    first='from second import b\na = 1', second='from first import a\nb = 2',
    fails='import works\n1 / 0', works='x = 1',
    partial='import sys\nsys.modules[__name__] = 42')
import left, right
print(left.other(), right.other())
try:
    import first
except ImportError as e:
    print(str(e).replace(_folder.ROOT, 'ROOT'))
print('first' in sys.modules, 'second' in sys.modules)
try:
    import fails
except ZeroDivisionError as e:
    print(e, 'fails' in sys.modules, 'works' in sys.modules)
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_filename.replace(_folder.ROOT, 'ROOT').rpartition('/')[2], tb.tb_lineno)
        tb = tb.tb_next
import partial
print(partial)
