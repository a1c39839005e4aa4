# A code object is made again from its attributes, and runs.
import types

def original(a, b=2, /, *rest, key=3, **more):
    total = a + b
    def inner():
        return total, key
    try:
        return inner(), rest, more, 1 / a
    except ZeroDivisionError:
        return 'zero', inner()

FIELDS = ('argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames '
          'filename name qualname firstlineno linetable exceptiontable freevars cellvars').split()

def fields(code):
    return [getattr(code, 'co_' + f) for f in FIELDS]

code = original.__code__
again = types.CodeType(*fields(code))
print(again == code, hash(again) == hash(code), fields(again) == fields(code))
f = types.FunctionType(again, globals(), 'f', (2,), None)
f.__kwdefaults__ = {'key': 3}
print(f(1, 2, 9, x=5), f(0))
print(again.co_argcount, again.co_posonlyargcount, again.co_kwonlyargcount, again.co_nlocals)
print(again.co_varnames, again.co_cellvars, again.co_freevars, again.co_name, again.co_qualname)
print([c.co_freevars for c in again.co_consts if isinstance(c, types.CodeType)])

def change(name, value):
    values = fields(code)
    values[FIELDS.index(name)] = value
    try:
        return types.CodeType(*values)
    except Exception as e:
        return type(e).__name__, str(e)

print(change('name', 'other').co_name, change('qualname', 'x.y').co_qualname)
print(change('argcount', -1))
print(change('posonlyargcount', -1))
print(change('kwonlyargcount', -1))
print(change('nlocals', -1))
print(change('nlocals', 1))
print(change('names', (1,)))
print(change('name', 1))
print(change('code', 'text'))
print(change('consts', []))
print(change('code', b'x'))
print(change('firstlineno', 'x'))
for short in ((), fields(code)[:10], fields(code) + [1]):
    try:
        types.CodeType(*short)
    except TypeError as e:
        print('TypeError')
