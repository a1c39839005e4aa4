# dataclass generates init, repr, eq and honours fields, defaults and factories (library, dataclasses).
# differs: regular expressions (_sre) are not there yet
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, KW_ONLY, InitVar, make_dataclass
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False, compare=False)
    derived: int = field(init=False)
    def __post_init__(self): self.derived = self.x + self.y
p, q = P(1), P(1, hidden=9)
print(p, p == q, p.tags is not q.tags, p != P(2), [f.name for f in fields(P)], asdict(p),
      astuple(P(3)), replace(p, x=5), is_dataclass(P), is_dataclass(p), P.__match_args__)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = "z"
print(V(1) < V(2), sorted([V(2), V(1, "q"), V(1, "a")]), hash(V(1)) == hash(V(1)),
      {V(1): "k"}[V(1)])
@dataclass(kw_only=True, slots=True)
class K:
    a: int
    b: int = 1
print(K(a=5), hasattr(K(a=1), "__dict__"))
@dataclass
class I(P):
    z: int = 7
    seed: InitVar[int] = 1
    def __post_init__(self, seed): super().__post_init__(); self.z *= seed
print(I(1, seed=3), make_dataclass("M", ["u", ("w", int, 5)])(1))
def bad1():
    @dataclass
    class B: x: list = []
def bad2():
    @dataclass
    class B:
        x: int = 1
        y: int
for f in (lambda: P(), lambda: P(1, 2, 3, 4, 5), lambda: setattr(V(1), "a", 2), lambda: V(1) < 5,
          lambda: K(1), lambda: hash(p), bad1, bad2, lambda: asdict(5), lambda: delattr(V(1), "a")):
    try:
        f()
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
