# A function's __code__ tells its argument counts, names and flags (3.2).
def f(a, b, /, c, d=1, *args, e, g=2, **kw):
    local = a + len
    return lambda: (local, b)

c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount)
print(c.co_varnames)
print(c.co_cellvars, c.co_freevars, c.co_names)
print(f.__code__.co_firstlineno, c.co_filename)
print(bool(c.co_flags & 4), bool(c.co_flags & 8), bool(c.co_flags & 0x20))

def gen():
    yield 1
async def co(): pass
async def ag():
    yield 1
print([bool(x.__code__.co_flags & 0x20) for x in (gen, co, ag)])
print([bool(x.__code__.co_flags & 0x80) for x in (gen, co, ag)])
print([bool(x.__code__.co_flags & 0x200) for x in (gen, co, ag)])
