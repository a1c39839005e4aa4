# What decides how an object is pickled, and the errors when that goes wrong.
import copyreg, io, pickle

def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        text = str(e)
        return f'{type(e).__module__}.{type(e).__name__}: {text.split(" at 0x")[0]}'

class R:
    def __init__(self, value):
        self.value = value
    def __reduce_ex__(self, protocol):
        return self.value

def helper(*args):
    return list(args)
def setter(obj, state):
    obj.append(('set', state))
def __newobj__(cls, *args):
    return cls.__new__(cls, *args)
def __newobj_ex__(cls, args, kw):
    return cls.__new__(cls, *args, **kw)
class Kw:
    def __new__(cls, a, *, b=0):
        self = object.__new__(cls)
        self.got = a, b
        return self
    def __getnewargs_ex__(self):
        return (self.got[0],), {'b': self.got[1]}

for value in [(helper, (1, 2)), (helper, (), None, iter([1, 2, 3])), (helper, (), 'state', None, None, setter),
              'helper', 'missing', 5, (helper,), (helper, [1]), (1, ()), (helper, (), None, [1]),
              (helper, (), None, None, {}), (helper, (), 1, None, None, 3), (1, 2, 3, 4, 5, 6, 7),
              (dict, (), None, None, iter([('a', 1), ('b', 2)])), (dict, (), None, None, iter([1])),
              (__newobj__, ()), (__newobj__, (int,)), (__newobj__, (3,)), (__newobj_ex__, (1,)),
              (__newobj_ex__, (1, 2, 3)), (__newobj_ex__, (int, 2, 3)), (__newobj_ex__, (int, (), 3)),
              (list, (), {'x': 1})]:
    for protocol in (0, 2, 4):
        if isinstance(value, tuple) and len(value) > 3 and hasattr(value[-1], '__next__'):
            value = value[:-1] + (iter(list(value[-1]) or [('z', 26)]),)
        data = attempt(pickle.dumps, R(value), protocol)
        print(data if isinstance(data, str) else attempt(pickle.loads, data), end=' | ')
    print()
for protocol in range(2, 6):
    k = pickle.loads(pickle.dumps(Kw(1, b=2), protocol))
    print(protocol, k.got)

# globals
class Outer:
    class Inner:
        def method(self):
            return 'method'
def local():
    def f(): pass
    return f
local_class = type('Local', (), {})
lying = type('Lying', (), {'__module__': 'sys'})
shadowed = Outer
for protocol in range(6):
    print(pickle.loads(pickle.dumps(Outer.Inner, protocol)) is Outer.Inner,
          pickle.loads(pickle.dumps(Outer.Inner().method, protocol))(),
          pickle.loads(pickle.dumps(Outer.Inner.method, protocol)) is Outer.Inner.method)
for v in (lambda: 0, local(), local_class, lying, (i for i in ()), io):
    print(attempt(pickle.dumps, v))
class Outer: pass
print(attempt(pickle.dumps, shadowed))

# the tables
class Ext: pass
copyreg.add_extension('__main__', 'Ext', 0x1234)
print(pickle.dumps(Ext, 2), pickle.loads(pickle.dumps(Ext, 2)) is Ext)
copyreg.remove_extension('__main__', 'Ext', 0x1234)
copyreg.clear_extension_cache()
print(attempt(pickle.loads, b'\x80\x02\x83\x34\x12.'))
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'C({self.n})'
copyreg.pickle(C, lambda c: (C, (c.n * 2,)))
print(pickle.loads(pickle.dumps(C(4))).n)
f = io.BytesIO()
p = pickle.Pickler(f, 4)
p.dispatch_table = {C: lambda c: (C, (c.n + 1,))}
p.dump(C(4))
print(pickle.loads(f.getvalue()).n)

class Over(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, type) and obj.__name__ == 'Local':
            return type, ('Local', (), {'made': True})
        if obj is NotImplemented:
            return 1
        return NotImplemented
for v in (local_class, [C(1)], NotImplemented):
    f = io.BytesIO()
    r = attempt(Over(f).dump, v)
    print(r if r else pickle.loads(f.getvalue()) if v is not local_class else pickle.loads(f.getvalue()).made)

# persistent ids
class PP(pickle.Pickler):
    def persistent_id(self, obj):
        return f'id:{obj.n}' if isinstance(obj, C) else None
class PU(pickle.Unpickler):
    def persistent_load(self, pid):
        return 'loaded ' + pid
for protocol in range(6):
    f = io.BytesIO()
    PP(f, protocol).dump([C(7), 'x', C(8)])
    print(PU(io.BytesIO(f.getvalue())).load(), attempt(pickle.loads, f.getvalue()))
class Find(pickle.Unpickler):
    def find_class(self, module, name):
        return f'{module}:{name}'
print(Find(io.BytesIO(pickle.dumps([int, C, len], 2))).load())
print(Find(io.BytesIO(b'cos\nsystem\n.')).load())

# fast mode, the memo
f = io.BytesIO()
p = pickle.Pickler(f, 2)
p.fast = 1
shared = [1]
p.dump([shared, shared])
print(f.getvalue(), p.bin, p.fast)
loop = []
loop.append(loop)
print(attempt(p.dump, loop).split(' including')[0])
f = io.BytesIO()
p = pickle.Pickler(f)
p.dump(shared); p.dump(shared)
u = pickle.Unpickler(io.BytesIO(f.getvalue()))
print(u.load() is u.load(), len(p.memo.copy()), u.memo.copy(), type(p.memo).__name__, type(u.memo).__name__)
p.clear_memo()
print(p.memo.copy())
for bad in (3, {1: 2}, {1: (1, 2, 3)}):
    print(attempt(setattr, p, 'memo', bad), attempt(setattr, u, 'memo', bad))
print(attempt(pickle.Pickler, 3), attempt(pickle.Unpickler, 3), attempt(pickle.dumps, 1, 9), attempt(pickle.dumps, 1, 4, buffer_callback=print))
class NoInit(pickle.Pickler):
    def __init__(self): pass
print(attempt(NoInit().dump, 1))
class NoInit(pickle.Unpickler):
    def __init__(self): pass
print(attempt(NoInit().load))
