# binascii: every function, with what it refuses.
import binascii
from binascii import *
def t(f,*a,**k):
    try: print(f.__name__,a,k,repr(f(*a,**k))[:150])
    except BaseException as e: print(f.__name__,a,k,type(e).__name__,e)
for x in (b'',b'a',b'ab',b'abc',b'abcd',bytes(range(256)),'str',3,bytearray(b'xy')):
    t(b2a_base64,x); t(b2a_base64,x,newline=False); t(hexlify,x); t(b2a_hex,x,':'); t(b2a_hex,x,':',2);t(b2a_hex,x,b'-',-3); t(crc32,x); t(crc32,x,5); t(crc_hqx,x,7); t(b2a_qp,x); t(b2a_qp,x,quotetabs=True); t(b2a_qp,x,istext=False,header=True)
    t(b2a_uu,x); t(b2a_uu,x,backtick=True)
for x in (b'',b'YQ==',b'YWI=',b'YWJj',b'YWJ',b'Y',b'YQ',b'YQ=',b'Y W\nJj',b'YWJjZ===',b'=',b'==',b'YQ==YQ==',b'YQ==\n',b'!!!!','YQ==','\xe9',3,b'YWJjZGVm',b'YWJj=',b'Y=Q=',b'YQ=a=',b'ab=c',b'abc=d',b'a===',b'=YQ=='):
    t(a2b_base64,x); t(a2b_base64,x,strict_mode=True)
for x in (b'61','6162','616',b'6g','é',b'',3,bytearray(b'61'),'6G'): t(unhexlify,x); t(a2b_hex,x)
for x in (b'hello=20world',b'a=\nb',b'=4',b'=',b'=zz',b'a_b',b'=41=4a','x=3Dy',b'a=\r\nb',b'==41',b'a= \nb'): t(a2b_qp,x); t(a2b_qp,x,header=True); t(a2b_qp,data=x)
for x in (b'a b\t\n',b'.\n',b'a'*80,b'\xe9t\xe9 ',b'=\r\n',b'a\r\nb\nc',b' \n',b'x \r\ny\t',b'_ a',b'.',b'a\n.\nb',b'\t'*77,b'\xff'*30,b'abc def\n'*12,b'a\rb',b'x'*75+b' '+b'\n',b'x'*76+b'\n', b'x'*77+b'\n'): 
    for k in ({},dict(quotetabs=True),dict(istext=False),dict(header=True),dict(quotetabs=True,istext=False,header=True)): t(b2a_qp,x,**k)
for x in (b'!80  \n',b'#86)C\n',b'',b' \n',b'`',b'#86)C garbage',b'#8',b'a'*10,'#86)C\n',b'\x10',b'#86)\xff',b'$86)C9```',b'#86)C9'): t(a2b_uu,x)
t(b2a_uu,b'a'*46); t(b2a_uu,b'a'*45);t(b2a_hex,b'abc','ab');t(b2a_hex,b'abc','');t(b2a_hex,b'abc',3);t(b2a_hex,b'abcdefg','_',3);t(b2a_hex,b'abcdefg','_',-4);t(b2a_hex,b'abcdefg',sep=b'_',bytes_per_sep=0);t(b2a_hex,b'abcdefg',':',100);t(b2a_hex);t(crc32);t(crc32,b'a',-1);t(crc32,b'a',2**40);t(crc_hqx,b'a');t(crc_hqx,b'a',-1); t(crc_hqx,b'a',2**20)
t(a2b_base64);t(a2b_uu);t(b2a_uu);t(b2a_base64,b'a',False);t(b2a_uu,b'a',True)
print(Error.__mro__,Incomplete.__mro__,Error.__module__)
