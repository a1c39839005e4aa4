# f_trace, exceptions, opcode events, f_locals, failing trace functions, jumps by f_lineno, threads.
import sys, threading
def show(*a): print(*a)
def b(x): return x+1
print('---- f_trace, exceptions')
def t(frame, event, arg):
    if frame.f_code.co_name in('w','v'): show(frame.f_code.co_name, event, frame.f_lineno-frame.f_code.co_firstlineno, arg if event!='exception' else (arg[0].__name__, str(arg[1]), arg[2] is not None))
    return t
def w(n):
    x=0
    x+=v(n)
    return x
def v(n):
    try:
        q = 1/n
    finally:
        n=5
    return q
sys.settrace(t)
try: w(0)
except ZeroDivisionError: pass
w(1)
sys.settrace(None)
print(sys.gettrace())
def t2(frame, event, arg):
    frame.f_trace_opcodes=True; frame.f_trace_lines=False
    ops.add(event); return t2
ops=set(); sys.settrace(t2); w(2); sys.settrace(None); print(sorted(ops))
def bad(frame, event, arg): raise RuntimeError('in tracer '+event)
sys.settrace(bad)
try: w(1)
except RuntimeError as e: print(e, sys.gettrace())
def t3(frame, event, arg):
    if event=='line' and frame.f_code.co_name=='w' and frame.f_lineno-frame.f_code.co_firstlineno==3:
        frame.f_locals['x']=77
    return t3
sys.settrace(t3); print(w(4)); sys.settrace(None)
def jmp():
    r=[]
    r.append(1)
    r.append(2)
    r.append(3)
    for i in range(2):
        r.append(i)
    r.append('end')
    return r
def tj(src,dst):
    def t(frame, event, arg):
        if event=='line' and frame.f_code.co_name=='jmp' and frame.f_lineno-frame.f_code.co_firstlineno==src:
            try: frame.f_lineno=frame.f_code.co_firstlineno+dst
            except ValueError as e: print('VE',e)
            sys.settrace(None)
        return t
    return t
for s,d in ((2,4),(5,7),(6,7),(4,6),(2,100),(2,-1)):
    sys.settrace(tj(s,d)); r=jmp(); sys.settrace(None); print(s,d,r)
f=sys._getframe()
for v_ in (1,'x'):
    try: f.f_lineno=v_
    except ValueError as e: print(e)
print(f.f_trace, f.f_trace_lines, f.f_trace_opcodes)
try: f.f_trace_lines=1
except TypeError as e: print(e)
lines=[]
def t4(frame,event,arg):
    if event=='call' and frame.f_code.co_name=='w': lines.append(threading.current_thread().name)
threading.settrace(t4)
th=threading.Thread(target=w,args=(1,),name='T'); th.start(); th.join(); threading.settrace(None); print(lines)
def ct(frame,event,arg):
    if frame.f_code.co_name=='b' : show('b',event)
    if frame.f_code.co_name=='w' and event=='call': sys.call_tracing(b,(1,))
    return ct
sys.settrace(ct); w(1); sys.settrace(None)
