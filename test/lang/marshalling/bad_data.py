# What is no marshal data ends in EOFError, ValueError or TypeError.
import marshal

big = b'\xff\xff\xff\xff'
for data in (b'', b'i\1', b'[\2\0\0\0', b'\0', b'?', b'(' + big, b'[' + big, b's' + big, b'u' + big, b'a' + big,
             b'z\xff', b'r\0\0\0\0', b'l\1\0\0\0\0\0', b'l\1\0\0\0\0\x80', b'l\0\0\0\x80', b'f\3abc', b'f\0031.5',
             b'x\0031.5\0032.5', b'I' + b'\1' * 8, b'<' + big, b'>' + big, b'[\1\0\0\0000', b'(\1\0\0\0000', b'{N0',
             b'{0', b'0', b'u\1\0\0\0\xff', b'a\1\0\0\0\xff', b'{[\0\0\0\0N0', b'<\1\0\0\0[\0\0\0\0',
             b'\xdb\1\0\0\0r\0\0\0\0', b'\xbc\0\0\0\0', b'>\0\0\0\0', b'c', b'g\0\0', b'\xff',
             b'[' + b'\1\0\0\0[' * 3000, b'{' * 3000, b's\0\0\0\x7f'):
    try:
        print(data[:12], marshal.loads(data))
    except Exception as e:
        print(data[:12], type(e).__name__, e)
nest = []
for _ in range(3000):
    nest = [nest]
for bad in (object(), [object()], int, len, {1: object()}, nest, type('L', (list,), {})(), range(3)):
    try:
        print(marshal.dumps(bad))
    except ValueError as e:
        print(e)
for bad in (1, 'text', None):
    try:
        marshal.loads(bad)
    except TypeError as e:
        print(e)
