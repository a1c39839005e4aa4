# A metaclass that makes classes in __init__ and __call__.
# ends: stop
# time: 0.03
class Meta(type):
    def __call__(cls, *args):
        while True:
            try: return Meta.__call__(cls)
            except RecursionError: pass
class C(metaclass=Meta): pass
C()
