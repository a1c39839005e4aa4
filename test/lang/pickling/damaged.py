# Streams that are no pickles, and what is said about them.
import pickle

streams = [
    b'', b'.', b'0.', b'1.', b'2.', b'N', b'(', b'(.', b'N(.', b')', b'}', b'K', b'M\x01', b'J\x01', b'I', b'I\n', b'Iabc\n.', b'I01\n.',
    b'I0x10\n.', b'I99999999999999999999\n.', b'L\n.', b'L12L\n.', b'L-5\n.', b'Labc\n.', b'F1.5\n.', b'G\0',
    b"S'abc'\n.", b"S'a\\x41\\n'\n.", b'S"q"\n.', b"Sabc\n.", b"S'\n.", b"S\n.", b"S'abc\".", b'T\xff\xff\xff\xff.', b'T\x02\0\0\0ab.', b'U\x02\xe9x.',
    b'Vabc\\u20ac\n.', b'V\\u12\n.', b'V', b'X\x04\0\0\0\xff\xfe\0\0.', b'X\x05\0\0\0ab', b'\x8c\x03\xed\xb2\x80.', b'C\x05ab', b'B\x05\0\0\0ab',
    b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff', b'\x96\x05\0\0\0\0\0\0\0ab', b'\x8a\x02\xff\xff.', b'\x8a\0.',
    b'\x8b\xff\xff\xff\xff.', b'\x8b\x09\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08\x89.', b't.', b'l.', b'd.', b'(NNNd.', b'(N1.', b'N(1.', b'\x85.', b'N\x86.', b'(N\x86.',
    b'a.', b'Na.', b'NNa.', b'e.', b']e.', b'(e.', b'](Ne.', b'](N(Ne.', b's.', b'}NNs.', b'}Ns.', b'}(Nu.', b'}(NNu.', b'NNNs.', b'\x90.', b'\x8f(K\x01K\x02\x90.', b'N(N\x90.', b'\x91.', b'(K\x01\x91.',
    b'b.', b'Nb.', b'NNb.', b'N}b.', b'NK\x01b.', b'R.', b'NR.', b'NNR.', b'N)R.', b'\x81.', b'N\x81.', b'NN\x81.', b'N)}\x92.', b'cbuiltins\nint\nN\x81.', b'cbuiltins\nint\n)\x81.', b'cbuiltins\nint\n)N\x92.', b'cbuiltins\nint\nN}\x92.',
    b'c', b'cx', b'c\n\n.', b'cnosuchmodule\nx\n.', b'cbuiltins\nnosuch\n.', b'c__builtin__\nunicode\n.', b'\x80\x03cbuiltins\nint.from_bytes\n.', b'\x93.', b'NN\x93.', b'\x80\x04\x8c\x08builtins\x8c\x05a.b.c\x93.', b'\x80\x04\x8c\x08builtins\x8c\x09<locals>.\x93.',
    b'g0\n.', b'gx\n.', b'g-1\n.', b'h\x05.', b'j\x05\0\0\0.', b'p0\n.', b'Np-1\n.', b'Npx\n.', b'Nq\x01h\x01.', b'q\0.', b'\x94.', b'N\x940h\0.',
    b'P', b'Pid\n.', b'P\xe9\n.', b'NQ.', b'Q.', b'\x80', b'\x80\x06.', b'\x80\xff.', b'\x95\x01', b'\x95\x10\0\0\0\0\0\0\0N.', b'\x95\xff\xff\xff\xff\xff\xff\xff\xffN.', b'\x95\x02\0\0\0\0\0\0\0N.',
    b'\x82\0.', b'\x82\x05.', b'\x84\xff\xff\xff\xff.', b'\x97.', b'\x98.', b'N\x98.', b'(o.', b'(No.', b'(cbuiltins\nlist\no.', b'(icollections\nOrderedDict\n.', b'i\n\n.', b'(i\n', b'\xff', b'z', b"'", b'\\', b'\x00', b' ', b'(((000N.', b'(N00K\x07.',
]
for s in streams:
    try:
        r = pickle.loads(s)
        print(s, '->', repr(r))
    except Exception as e:
        print(s, f'{type(e).__name__}: {e}')
for encoding in ('latin1', 'bytes', 'utf-8', 'ASCII'):
    for errors in ('strict', 'replace'):
        try:
            print(repr(pickle.loads(b'U\x02\xe9x.', encoding=encoding, errors=errors)))
        except Exception as e:
            print(type(e).__name__, e)
print(pickle.loads(b'c__builtin__\nxrange\n(K\x01K\x05tR.'))
try:
    pickle.loads(b'c__builtin__\nxrange\n.', fix_imports=False)
except Exception as e:
    print(type(e).__name__, e)
for bad in (3, 'text', None):
    try:
        pickle.loads(bad)
    except TypeError as e:
        print(e)
print(pickle.loads(bytearray(b'K\x05.')), pickle.loads(memoryview(b'xK\x06.')[1:]))
