# Values met twice are written once, and come back as one.
import marshal

inner = [1, 2]
outer = [inner, inner, ('t', inner)]
for version in range(5):
    data = marshal.dumps(outer, version)
    back = marshal.loads(data)
    print(version, data, back, back[0] is back[1], back[2][1] is back[0])
loop = []
loop.append(loop)
data = marshal.dumps(loop)
back = marshal.loads(data)
print(data, back[0] is back)
try:
    marshal.dumps(loop, 2)
except ValueError as e:
    print(e)
d = {'k': inner}
d['self'] = d
back = marshal.loads(marshal.dumps(d))
print(back['self'] is back, back)
name = 'interned_name'
back = marshal.loads(marshal.dumps([name, name, 'other words', 'other words']))
print(back[0] is name, back[2] is back[3])
print(marshal.loads(b'\xdb\x02\x00\x00\x00\xe9\x05\x00\x00\x00r\x01\x00\x00\x00'))
