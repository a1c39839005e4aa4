# int(), float() and complex() use __int__, __index__, __trunc__, __float__, __complex__ and check results (3.3.8).
class C:
    def __init__(self, **k): self.__dict__.update(k)
def cls(**m):
    return type("X", (), {f"__{k}__": (lambda v: lambda self: v)(v) for k, v in m.items()})()
print(int(cls(int=5)), int(cls(index=6)), float(cls(float=1.5)), float(cls(index=7)),
      complex(cls(complex=1j)))
print(complex(cls(float=2.5)), complex(cls(index=3)), float(cls(float=1.0, index=9)),
      int(cls(int=1, index=2)))
for f in (lambda: int(cls(int="x")), lambda: int(cls(int=1.5)), lambda: float(cls(float="x")),
          lambda: float(cls(float=1)),
          lambda: complex(cls(complex=1.0)), lambda: int(cls()), lambda: float(cls()),
          lambda: complex(cls()),
          lambda: int(cls(float=1.0)), lambda: float(cls(int=1)), lambda: int([]),
          lambda: float([]), lambda: complex([]),
          lambda: int(None), lambda: float(None), lambda: complex("x"), lambda: complex("1", 2),
          lambda: complex(1, "2"),
          lambda: int(1j), lambda: float(1j), lambda: int("1.5"), lambda: int(float("nan")),
          lambda: int(float("inf"))):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
