# Classes of built-in objects cannot be changed.
# ends: done
# prints: 13
n = 0
for f in (lambda: setattr(int, 'x', 1), lambda: setattr(type, 'mro', 1), lambda: delattr(object, '__init__'), lambda: setattr(().__class__, '__hash__', None), lambda: int.__dict__.update(x=1),
          lambda: object.__setattr__(int, 'x', 1), lambda: type.__setattr__(int, 'x', 1), lambda: setattr(len, 'x', 1), lambda: object.__new__(int), lambda: object.__new__(type(len)), lambda: type(len)(),
          lambda: type(sys_frame)(), lambda: setattr(True, 'x', 1)):
    try: f()
    except (TypeError, AttributeError, NameError): n += 1
print(n)
