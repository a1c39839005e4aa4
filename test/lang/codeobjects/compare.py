# Code objects are equal when they do the same; constants that compare equal but differ tell them apart.
def make(source, name='file'):
    return compile(source, name, 'eval')

for a, b in [('1', '1'), ('1', '1.0'), ('1', 'True'), ('0.0', '-0.0'), ('(1, 2)', '(1, 2.0)'),
             ('"a"', '"a"'), ('"a"', 'b"a"'), ('x.y', 'x.y'), ('x.y', 'x.z'), ('f(1)', 'f(2)'),
             ('lambda: 1', 'lambda: 1'), ('lambda: 1', 'lambda: 2'), ('1j', '1j')]:
    c, d = make(a), make(b)
    print(a, b, c == d, c != d, c != d or hash(c) == hash(d))
c = make('x + y')
before = c.co_code, hash(c)
for _ in range(200):
    eval(c, {'x': 1, 'y': 2})
    eval(c, {'x': 'a', 'y': 'b'})
print(c.co_code == before[0], hash(c) == before[1], c == make('x + y'))
print(c == 1, c.__eq__(1), c.__lt__(c))
def scale(o, n):
    o.value = o.value * n
    return str(o)
class O:
    value = 3
    def __str__(self): return f'<{self.value}>'
kept = scale.__code__.co_code
print([scale(O(), i) for i in range(40)][-1], scale.__code__.co_code == kept)
for attribute in ('co_code', 'co_name', 'co_consts', 'co_flags'):
    try:
        setattr(c, attribute, None)
    except AttributeError as e:
        print('AttributeError')
