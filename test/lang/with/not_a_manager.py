# A with item without the protocol raises TypeError before entering (8.5).
class OnlyEnter:
    def __enter__(self): print("entered")
class OnlyExit:
    def __exit__(self, *a): print("exited")
class InstanceOnly:
    def __init__(self):
        self.__enter__ = lambda: 1
        self.__exit__ = lambda *a: None
class Few:
    def __enter__(self): return 1
    def __exit__(self): return True
class Raises:
    @property
    def __enter__(self): raise AttributeError("own error")
    def __exit__(self, *a): pass
for cm in (None, 5, "s", [], OnlyEnter(), OnlyExit(), InstanceOnly(), Few(), Raises(), OnlyEnter,
           open):
    try:
        with cm:
            print("body")
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    with Few():
        raise ValueError("body")
except TypeError as e:
    print(e, repr(e.__context__))
