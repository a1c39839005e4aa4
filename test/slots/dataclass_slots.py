# dataclass(slots=True) builds the class anew with slots; frozen ones pickle.
# differs: _struct is not there yet
import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, replace
@dataclass(slots=True)
class P:
    x: int
    y: float = 2.5
    tags: list = field(default_factory=list)
@dataclass(slots=True, frozen=True, order=True)
class F:
    a: int
    b: int = 0
p = P(1)
print(p, P.__slots__, hasattr(p, "__dict__"), p == P(1), asdict(p))
try:
    p.z = 1
except AttributeError as e:
    print(e)
f = F(1, 2)
try:
    f.a = 3
except FrozenInstanceError as e:
    print(e)
print(replace(f, b=5), f < F(2), hash(f) == hash(F(1, 2)), pickle.loads(pickle.dumps(f)), copy.copy(f))
@dataclass(slots=True)
class Q(P):
    z: int = 3
print(Q(1), Q.__slots__)
try:
    @dataclass(slots=True)
    class Bad:
        __slots__ = ("x",)
        x: int
except TypeError as e:
    print(e)
