# Functions of cmath on finite numbers, infinities and NaNs.
import cmath
def show(f,*a,**k):
    try: return repr(f(*a,**k))
    except BaseException as e: return type(e).__name__+': '+str(e)
inf=float('inf'); nan=float('nan')
ps=[0.0,-0.0,1.0,-0.5,-3.25,1e-310,1e160,-1e308,720.0,inf,-inf,nan]
for n in 'acos acosh asin asinh atan atanh cos cosh exp isfinite isinf isnan log log10 phase polar sin sinh sqrt tan tanh'.split():
    for x in ps:
        for y in ps: print(n,x,y,show(getattr(cmath,n),complex(x,y)))
for x in ps:
    for y in ps: print('rect',x,y,show(cmath.rect,x,y)); print('log',x,y,show(cmath.log,complex(x,1),complex(y,2)))
class C:
    def __complex__(self): return 1+2j
class F:
    def __float__(self): return 2.5
print(show(cmath.sqrt,C()),show(cmath.sqrt,F()),show(cmath.sqrt,'x'),show(cmath.sqrt,-4),show(cmath.log,2,1),show(cmath.log,0),show(cmath.log,10**400),show(cmath.isclose,1,1+1e-12j),show(cmath.isclose,1,2,rel_tol=-1),cmath.pi,cmath.infj,cmath.nanj,cmath.tau)
