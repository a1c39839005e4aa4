# A metaclass may override mro(); the result is checked (3.3.3.2).
class Extra:
    def who(self): return "Extra"
class M(type):
    def mro(cls):
        base = super().mro()
        return [base[0], Extra] + base[1:]
class A:
    def who(self): return "A"
class B(A, metaclass=M): pass
print(B().who(), [c.__name__ for c in B.__mro__], B.__bases__[0].__name__, isinstance(B(), Extra))
def make(result):
    class Bad(type):
        def mro(cls): return result(cls)
    try:
        c = Bad("C", (), {})
        print("ok", [k.__name__ for k in c.__mro__])
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
make(lambda cls: [cls, object])
make(lambda cls: 5)
make(lambda cls: [cls, 5])
make(lambda cls: (cls, int))
make(lambda cls: [cls, Extra, object])
def boom(cls): raise ValueError("mro failed")
make(boom)
