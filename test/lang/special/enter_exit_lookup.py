# with finds __enter__ and __exit__ on the type and passes three Nones on normal exit (3.3.9).
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        print("exit", a)
c = C()
c.__exit__ = lambda *a: print("instance exit is ignored")
with c as d:
    print(d is c)
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): print("entered although no exit")
class AsyncOnly:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
class Neither: pass
for cm in (NoEnter(), NoExit(), AsyncOnly(), Neither(), 5):
    try:
        with cm:
            print("body")
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
class Static:
    @staticmethod
    def __enter__(): return "static enter"
    @classmethod
    def __exit__(cls, t, v, tb): print(cls.__name__, t and t.__name__, v); return True
with Static() as s:
    print(s)
    raise ValueError("suppressed")
print("after")
