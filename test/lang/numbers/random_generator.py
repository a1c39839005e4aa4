# The generator below random.Random: the same numbers from the same seeds.
import _random
R=_random.Random
def show(f,*a):
    try: return repr(f(*a))[:300]
    except BaseException as e: return type(e).__name__+': '+str(e)
for s in (0,1,-5,10**50,'abc' and 3.5,True,(1,2),2**64,2**32):
    r=R(s); print([r.random() for i in range(3)],[r.getrandbits(k) for k in (1,5,31,32,33,48,50,63,64,65,100,1000,0)])
r=R(5); s=r.getstate(); a=[r.random() for i in range(700)]; r.setstate(s); print(a==[r.random() for i in range(700)], len(s), s[-1])
for a in ((-1,),(1.5,),(2**40,)): print(show(r.getrandbits,*a))
for s in (1,(1,),tuple([0]*624)+(700,),tuple([-1]*625),tuple([2**40]*624)+(1,), tuple(['x']*625),tuple([0]*624)+(-1,)): print(show(r.setstate,s))
class S(R):
    def __init__(self,x): self.x=x; self.seed(x); self.y=1.5
q=S(3); print(q.random(), q.x,q.y,q.__dict__)
print(show(R,1,2)); r=R(); print(r.random()!=r.random())
print(show(R,[])) 
