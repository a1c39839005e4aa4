# pdb and trace on a small program.
import sys
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
def jmp():
    r=[]
    r.append(1)
    r.append(2)
    r.append(3)
    for i in range(2):
        r.append(i)
    r.append('end')
    return r
import pdb, io
p=pdb.Pdb(stdin=io.StringIO('n\nn\np x\n!x=9\nc\n'),stdout=sys.stdout); p.use_rawinput=False
p.prompt='(P)'
print(p.runcall(w,3))
import trace
tr=trace.Trace(count=1,trace=0); tr.runfunc(jmp); print(sorted((k[1]-jmp.__code__.co_firstlineno,v) for k,v in tr.results().counts.items() if k[0]==__file__))
