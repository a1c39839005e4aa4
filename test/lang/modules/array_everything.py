# array: every typecode, method and operator, with what they refuse.
import array, sys, pickle, copy, io
A = array.array
def t(f,*a,**k):
    try: print(getattr(f,'__name__','?'),str(a)[:70].split(' object at')[0],k,repr(f(*a,**k))[:150])
    except BaseException as e: print(getattr(f,'__name__','?'),str(a)[:70].split(' object at')[0],k,type(e).__name__,e)
for c in array.typecodes:
    for v in (1,-1,300,2**15,2**16,2**31,2**32,2**63,2**64,-2**63-1,-40000,1.5,'x','xy',b'x',None,True):
        t(A,c,[v])
    print(c, A(c).itemsize, A(c).typecode)
t(A); t(A,'x'); t(A,3); t(A,'ii'); t(A,'i',3); t(A,'i','abc'); t(A,'i',b'abcd'); t(A,'i',b'abc'); t(A,'u','hé😀'); t(A,'u',b'abcd'); t(A,'i',[1],2); t(A,'i',x=1); t(A,'d',A('i',[1,2])); t(A,'i',A('d',[1.5])); t(A,'u',A('i')); t(A,'i',A('u','a')); t(A,'b',bytearray(b'ab')); t(A,'i',range(3)); 
t(A,'i',{1:2}); t(A,'i',None)
a=A('i',range(5)); b=A('d',[1,2.5])
print(a,repr(b),len(a),a[1],a[-1],a[1:3],a[::-2],a[5:],str(A('u','ab')),A('i'),A('u'))
for f in (lambda:a[5],lambda:a['x'],lambda:a[1.0],lambda:a[2**70],lambda:a.__setitem__(9,1),lambda:a.__setitem__(0,'x'),lambda:a.__delitem__(9),lambda:a+[1],lambda:a+b,lambda:a*'x',lambda:a.__iadd__(b),lambda:a.__iadd__([1]),lambda:a<3,lambda:hash(a),lambda:a.__setitem__(slice(0,1),[1]),lambda:a.__setitem__(slice(0,4,2),A('i',[1])),lambda:a.__setitem__(slice(0,1),b), lambda:a.__setitem__('x',1)):
    t(f)
a[0]=9; a[1:3]=A('i',[7,7,7]); print(a); a[::2]=A('i',[0]*3); print(a); del a[0]; del a[1:3]; print(a); a[1:1]=a; print(a); del a[::2]; print(a)
print(a+a,a*3,2*a,a*0,a*-1); a+=A('i',[5]); a*=2; print(a)
print(a==A('i',a),a!=a,a<A('i',[9]),a<=a,a>A('d',[0.5]),a>=a,a==[1],A('i',[1])==A('d',[1.0]),A('i',[1,2])<A('i',[1,2,3]), A('d',[float('nan')])==A('d',[float('nan')]))
print(5 in a, 'x' in a, list(a), list(iter(a)), type(iter(a)), a.count(5), a.index(5), list(reversed(a)))
t(a.index,99); t(a.index,5,2); t(a.index,5,0,1); t(a.index,5,-1); t(a.remove,99); a.remove(5); print(a); t(a.pop); t(a.pop,0); t(a.pop,99); t(A('i').pop); t(a.pop,'x')
a.append(3); t(a.append,'x'); t(a.append); a.insert(0,8); a.insert(99,9); a.insert(-1,4); t(a.insert,0,'x'); print(a); a.extend([1,2]); a.extend(A('i',[6])); t(a.extend,b); t(a.extend,3); t(a.extend,[1,'x']); t(a.extend,a); print(a)
a.reverse(); print(a); t(a.fromlist,[1,2]); t(a.fromlist,(1,)); t(a.fromlist,[1,'x']); print(a.tolist()==list(a), a.tobytes()[:8]); t(a.frombytes,b'\1\0\0\0'); t(a.frombytes,b'abc'); t(a.frombytes,'x'); t(a.frombytes,A('b',[1,2,3,4])); print(len(a))
a.byteswap(); print(a[:2]); A('d',[1]).byteswap(); t(A('u','ab').tounicode); t(a.tounicode); u=A('u','a'); u.fromunicode('bé'); print(u); t(u.fromunicode,3); t(a.fromunicode,'x'); t(u.append,'xy')
f=io.BytesIO(); a.tofile(f); f.seek(0); c=A('i'); t(c.fromfile,f,3); print(c==a[:3]); t(c.fromfile,f,999); print(c==a); t(c.fromfile,io.StringIO('x'),1); t(c.fromfile,f,-1); t(c.tofile,3)
print(type(a.buffer_info()), a.buffer_info()[1], copy.copy(a)==a, copy.deepcopy(a)==a, a.__sizeof__()>0)
for c in array.typecodes:
    x=A(c,'ab' if c=='u' else [1,2])
    for p in range(5): print(pickle.loads(pickle.dumps(x,p))==x, end=' ')
    print(str(x.__reduce_ex__(2))[:110], str(x.__reduce_ex__(3))[:110]); m=memoryview(x); print(m.format,m.itemsize,m.shape,m.readonly,m.tobytes(), bytes(x))
for args in ((A,'i',0,b'\1'),(A,'i',8,b'\1\0\0\0'),(A,'i',9,b'\0\0\0\1'),(A,'d',14,b'\0'*8),(A,'i',22,b''),(A,'i',-1,b''),(3,'i',0,b''),(int,'i',0,b''),(A,'x',0,b''),(A,'i',0,'x'),(A,'u',18,b'a\0b\0'),(A,'h',8,b'\1\0\0\0'),(A,'b',8,b'\xff\xff\0\0'),(A,'f',16,b'\0'*8),(A,'B',0,b'ab')): t(array._array_reconstructor,*args)
m=memoryview(x:=A('i',[1,2])); m[0]=5; print(x); t(x.append,1); t(x.pop); t(x.extend,[1]); x[0]=6; t(x.__delitem__,0); m.release(); x.append(3); print(x, memoryview(x).cast('B')[:4].tolist())
class S(A):
    def __new__(cls,*a): return super().__new__(cls,'i',*a)
s=S([1,2]); s.z=5; print(s,type(s),s[0:1],type(s[0:1]),type(s+s),s.z,type(copy.copy(s)), pickle.loads(pickle.dumps(A('i',[1]))))
import weakref; print(weakref.ref(s)() is s, A is array.ArrayType, A.__module__, array.typecodes)
it=iter(a); next(it); print(it.__reduce__()[0].__name__, it.__reduce__()[2]); it.__setstate__(2); print(next(it)==a[2]); 
import collections.abc as C; print(isinstance(a,C.MutableSequence), A.__class_getitem__ if hasattr(A,'__class_getitem__') else '')
def match(x):
    match x:
        case [1,2]: return 'seq'
        case _: return 'no'
print(match(A('i',[1,2])))
