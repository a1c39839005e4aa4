# The names are not bound in the class body; they are made when the body has ended.
class C:
    __slots__ = ("x",)
    try:
        x
    except NameError as e:
        print(e)
    print(sorted(k for k in locals() if k not in ("e",)))
print(C.x)
