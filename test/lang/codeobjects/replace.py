# replace() changes a field and leaves the rest; the new code runs.
def f(x, y=1):
    z = 'constant'
    return x, y, z

def g():
    first = 2
    second = 3
    return second

code, other = f.__code__, g.__code__
for name, value in [
    ('co_firstlineno', 100), ('co_consts', (None, 'new')), ('co_filename', 'elsewhere'),
    ('co_name', 'renamed'), ('co_qualname', 'a.b'), ('co_varnames', ('p', 'q', 'r')),
    ('co_flags', code.co_flags | 0x100), ('co_stacksize', 20),
    ('co_names', ('n',)), ('co_linetable', other.co_linetable), ('co_code', other.co_code),
    ('co_freevars', ('free',)), ('co_cellvars', ('cell',)), ('co_consts', ('x',)),
]:
    new = code.replace(**{name: value})
    assert getattr(new, name) == value, name
    print(name, new == code, new.co_name, new.co_qualname)
f.__code__ = code.replace(co_consts=tuple('changed' if c == 'constant' else c for c in code.co_consts))
print(f(1))
f.__code__ = code.replace(co_varnames=('a', 'b', 'c'))
print(f(a=1, b=2))
print(code.replace() == code, code.replace() is code)
for bad in ({'co_argcount': -2}, {'co_name': 3}, {'co_consts': [1]}, {'co_code': 'x'}, {'co_what': 1},
            {'co_nlocals': 9}, {'co_argcount': 9}, {'co_names': (1,)}, {'co_flags': 'x'}):
    try:
        print(code.replace(**bad))
    except Exception as e:
        print(type(e).__name__, e)
