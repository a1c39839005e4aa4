# Built-in modules carry __name__, __doc__, __loader__, __spec__ and repr; attributes can be set (3.2).
import sys, math, itertools, operator, time, errno, gc
for m in (sys, math, itertools, time, errno, gc):
    print(m.__name__, repr(m) if m is sys or m is itertools else "", type(m).__name__,
          isinstance(m.__doc__, str), hasattr(m, "__file__") if m in (sys, itertools) else "",
          m.__spec__.name, m.__package__ == "", sys.modules[m.__name__] is m)
print(__name__, __doc__, __package__, __spec__, sys.modules["__main__"].__dict__ is globals(),
      __builtins__.__name__, "__file__" in globals(), __file__.endswith("module_attributes.py"))
sys.my_attr = 1
import sys as again
print(again.my_attr, again is sys)
del sys.my_attr
print(hasattr(sys, "my_attr"), errno.errorcode[errno.ENOENT], errno.ENOENT, math.pi,
      "sys" in sys.builtin_module_names, isinstance(sys.modules, dict), sys.byteorder,
      sys.maxsize == 2 ** 63 - 1, sys.maxunicode == 0x10FFFF)
m = type(sys)("custom")
print(m, m.__dict__["__name__"], m.__doc__, m.__loader__, m.__spec__, m.__package__)
m.__name__ = "renamed"; print(repr(m)); m.__file__ = "/x/y.py"; print(repr(m))
del m.__name__
print(repr(m))
for bad in (lambda: setattr(m, "__dict__", {}), lambda: m.zz, lambda: math.zz, lambda: type(sys)(),
            lambda: type(sys)(5), lambda: type(sys)("a", "d", 5), lambda: sys.modules["zz"]):
    try:
        print(bad())
    except (AttributeError, TypeError, KeyError) as e:
        print(type(e).__name__, e)
