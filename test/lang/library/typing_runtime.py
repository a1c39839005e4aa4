# typing constructs have stable reprs, generics record their parameters, NewType and Protocol work (library, typing).
from typing import Any, Callable, ClassVar, Generic, List, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union, get_args, get_origin, get_type_hints, overload, runtime_checkable, cast, Final, Annotated
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
class IntBox(Box[int]): pass
print(Optional[int], Union[int, str, int], List[int], Callable[[int], str], Any, T, Box[int],
      Box[T], Literal["a", 1], ClassVar[int], Union[int, None], Annotated[int, "m"],
      Optional[Union[int, str]])
print(get_origin(List[int]), get_args(Callable[[int], str]), get_args(Union[int, str]),
      get_origin(Box[int]) is Box, Box[int](5).v, Box[int].__args__, IntBox.__orig_bases__,
      Box.__parameters__, List[T][int], Union[int, str] == Union[str, int], get_origin(list[int]))
class P(NamedTuple):
    x: int
    y: str = "d"
print(P(1), P(1).y, P._fields, P.__annotations__)
class TD(TypedDict, total=False):
    a: int
print(TD(a=1), TD.__total__, TD.__optional_keys__, type(TD()).__name__)
U = NewType("U", int); print(U(5), U.__name__, U.__supertype__)
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(5, HasLen), issubclass(str, HasLen), cast(int, "s"))
def f(a: "int", b: Optional["str"] = None, *c: float) -> "List[int]": pass
print(get_type_hints(f), f.__annotations__)
class C:
    x: "int" = 1
    y: Final = 2
print(get_type_hints(C))
@overload
def g(x: int) -> int: ...
def g(x): return x
print(g(1))
for h in (lambda: Union[()], lambda: Optional[int, str], lambda: Any(), lambda: List[int, str],
          lambda: isinstance(1, List[int]), lambda: Box[int, str], lambda: TypeVar("X", int),
          lambda: Literal(), lambda: Generic[int], lambda: Generic[T, T],
          lambda: Callable[int]):
    try:
        print(h())
    except TypeError as e:
        print(e)
