# A hand-written context manager around a generator delivers body exceptions by throw() (PEP 343).
class CM:
    def __init__(self, gen): self.gen = gen
    def __enter__(self): return next(self.gen)
    def __exit__(self, t, v, tb):
        if t is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(v)
        except StopIteration:
            return True
        except BaseException as e:
            if e is v:
                return False
            raise

def managed(swallow):
    print("enter")
    try:
        yield "resource"
    except ValueError as e:
        print("saw", e)
        if not swallow:
            raise
    finally:
        print("exit")

with CM(managed(True)) as r:
    print(r)
with CM(managed(True)):
    raise ValueError("swallowed")
try:
    with CM(managed(False)):
        raise ValueError("passed on")
except ValueError as e:
    print("outside", e)
def f():
    with CM(managed(True)):
        return "returned"
print(f())
