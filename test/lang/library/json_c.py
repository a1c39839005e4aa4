# _json: the scanner and the encoder, with their errors
import _json, json
def t(f,*a):
    try: print(ascii(f(*a)))
    except BaseException as e: print(type(e),ascii(e), getattr(e,'value',None))
for doc in ['"\\ud800\\u12x4"','"\\ud800\\u1234"','"\\ud800\\udc0"','"\\ud800\\udc00','"\\ud800\\"','"\\ud800\\u','{"a":1,"a":2}','{ }','[ ]','{ "a" : 1 , "b" : 2 }','nullx','[tru]','-','--1','-Infinit','Infinit','Na','"\\ud800x"','"\\udc00\\ud800"','"\\u00E9\\u00e9\\n\\t\\r\\b\\f\\/\\\\\\""']:
    print(repr(doc),end=' '); t(json.loads,doc)
e=_json.make_encoder({},lambda o:(_ for _ in()).throw(TypeError('x')),_json.encode_basestring,None,":",",",False,False,False)
t(e,[1.0,float('nan')],0)
t(e,[],0); t(e,[1],'x')
t(e,True,0); t(e,"x",0); t(e,{},0); t(e,None,0);t(e,[True]*3,0)
e=_json.make_encoder({},lambda o:None,lambda s:b'x',None,":",",",True,False,False)
t(e,["a"],0); t(e,{"a":2},0); t(e,{1:2,"a":2},0)
class B(dict):
    def items(self): return [1,2]
t(e,B(a=1),0)
class B(dict):
    def items(self): return 3
t(e,B(a=1),0)
l=[]; l.append(l); t(e,l,0)
d={}; d[1]=d; e=_json.make_encoder({},lambda o:o,_json.encode_basestring,None,":",",",False,False,False); t(e,d,0); t(e,object(),0)
t(_json.encode_basestring,'a\x7f\u2028\x1f\n"\\/é'); t(_json.encode_basestring_ascii,'a\x7f\u2028\x1f\n"\\/é\U0001f600\ud800')
l=[]
e=_json.make_encoder(None,lambda o:o,_json.encode_basestring,None,":",",",False,False,False);
t(json.loads,'['*100000); t(json.loads,'{"a":'*100000)
t(_json.scanstring,'"a\\nb"x',1,True); t(_json.scanstring,'a\nb"',0,False); t(_json.scanstring,'a\nb"',0); t(_json.scanstring,'ééb"',1)
t(_json.scanstring,'"',1.5)
t(json.loads,'1'*5000)
t(json.loads,'1'*14);t(json.loads,'-'+'1'*15);t(json.loads,'-'+'1'*20);t(json.loads,'1e400');t(json.loads,'[0.1,1e-7,-0,-0.0,1E+2,12.5e-3]')
import decimal
print(json.loads('[1,2.5,NaN,-Infinity]',parse_int=str,parse_float=lambda s:'f'+s,parse_constant=lambda s:'c'+s))
print(json.loads('{"a":{"b":1}}',object_hook=lambda d:list(d.items())))
print(json.loads('{"a":{"b":1,"c":[]},"d":{}}',object_pairs_hook=lambda d:d))
s=json.scanner.c_make_scanner(json.JSONDecoder()); t(s,' 1',1); t(s,'[1]x',0); t(s,'[1]',3); t(s,'[1]',100); t(s,'é[1]',1)
print(s.strict,s.object_hook,s.object_pairs_hook,s.parse_float,s.parse_int,type(s.parse_constant))
import enum
class I(int): 
    def __repr__(self): return 'no'
class F(float): 
    def __repr__(self): return 'no'
class S(str): pass
print(json.dumps([I(5),F(1.5),S('xé'),{I(5):1,F(2.5):2,S('q'):3,None:4,True:5,1.5:2,10**30:10**40}]))
print(json.dumps({(1,2):3,"a":1},skipkeys=True), json.dumps({"b":1,"a":[1,(2,)]},sort_keys=True,separators=(',',':')))
t(lambda:json.dumps({1:2,"a":1},sort_keys=True))
t(lambda:json.dumps([1j])); t(lambda:json.dumps({'a':{1,2}}))
class L(list):
    def __iter__(self): return iter((7,8))
print(json.dumps(L([1]))); print(json.dumps(L()))
print(type(e), e.markers, e.indent, e.key_separator,e.item_separator,e.sort_keys,e.skipkeys)
