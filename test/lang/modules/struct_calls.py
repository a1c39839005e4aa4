# struct: functions and the class Struct, their arguments and errors.
import struct
from struct import *
def t(f,*a,**k):
    try: print(repr(f(*a,**k))[:100])
    except BaseException as e: print(type(e).__name__,e)
for f in ['1','1 2i','i 3','y','99999999999999999999i','9223372036854775807i','4611686018427387904i','<n','<P','3 i','3x','0s','0p','s','5p','', '\x00i', 'i\x00', b'\xff', 3, None, 'é', ' ', '@i<i','<','0i','i0d']:
    t(calcsize,f)
t(pack); t(pack,'i'); t(pack,'i',1,2); t(pack_into); t(pack_into,'i'); t(pack_into,'i',bytearray(4)); t(pack_into,'i',bytearray(4),1,2)
t(pack_into,'i',bytearray(4),-2,2);t(pack_into,'i',bytearray(4),-9,2);t(pack_into,'i',b'abcd',0,2);t(pack_into,'i','abcd',0,2);t(pack_into,'i',bytearray(4),'a',2);t(pack_into,'i',bytearray(4),2**80,2)
t(pack_into,'i',bytearray(4),0)
t(unpack,'i');t(unpack,'i',b'');t(unpack,'i','abcd');t(unpack,'i',b'abcde');t(unpack_from,'i',b'abc');t(unpack_from,'i',b'abc',1);t(unpack_from,'i',b'abcd',-1);t(unpack_from,'i',b'abcd',-5);t(unpack_from,'i',buffer=b'abcd',offset=0);t(unpack_from,'i',b'abcd',2**80)
t(iter_unpack,'i',b'abcde');t(iter_unpack,'',b'abcde');t(iter_unpack,'i',3)
s=Struct('i'); t(s.pack);t(s.pack,1,2);t(s.pack,1,a=2);t(s.pack_into);t(s.pack_into,bytearray(4));t(s.pack_into,bytearray(4),'0',1);t(s.unpack);t(s.unpack_from,b'abcde',2);
print(s.format,s.size,Struct(b'hh').format)
t(Struct);t(Struct,3);t(Struct,'i','i');
t(setattr,s,'size',3);t(setattr,s,'format',3)
import _struct
print(Struct.__flags__ & (1<<10), Struct.__flags__ & (1<<9),Struct.__module__,_struct.error.__module__, error.__bases__)
class X(Struct):
    def __init__(self): super().__init__('h')
print(X().size)
x=Struct.__new__(Struct); t(x.pack,1); t(x.unpack,b'');  t(lambda:x.size); t(lambda:x.format)
x.__init__('h'); t(x.size.__index__)
s.__init__('q'); print(s.size)
class I:
    def __index__(self): return 5
t(pack,'i',I()); t(pack,'?',[]); t(pack,'?',[1]); 
class F:
    def __bool__(self): 1/0
t(pack,'?',F()); 
class D:
    def __float__(self): return 1.25
t(pack,'<d',D()); t(pack,'d',10**400); t(pack,'<e',65519.99);t(pack,'<e',65520.0);t(pack,'<e',1e-8);t(pack,'<e',2**-25);t(pack,'<e',float('nan'));t(pack,'<e',-float('inf'));t(pack,'<f',3.4e38*1.01);t(pack,'<f',float('nan'))
t(unpack,'?',b'\x02'); t(pack,'3c',b'a',b'b',b'c'); t(pack,'c',bytearray(b'a')); t(pack,'4s',bytearray(b'a')); t(pack,'4p',bytearray(b'abcdef')); t(pack,'0p',b'a'); t(pack,'300p',b'a'*299); t(unpack,'3p',b'\x09ab'); t(unpack,'0p',b'');t(unpack,'0s',b'')
t(pack,'P',-1);t(pack,'P',2**64-1);t(unpack,'P',b'\xff'*8);t(pack,'n',-5);t(pack,'N',-5)
print(x.__sizeof__()>0, hash(s)!=0, x==s)
