"""Dataclasses of all sorts."""
import dataclasses
import typing as t
from dataclasses import dataclass, field, KW_ONLY, InitVar
from typing import ClassVar


@dataclass
class Base:
    ident: int
    tags: list = field(default_factory=list)

    total: ClassVar[int] = 0

    def label(self):
        return f"#{self.ident}"


@dataclass(kw_only=True)
class Item(Base):
    price: float = 0.0
    stock: int = 1

    def label(self):
        return "item " + super().label()


@dataclass(frozen=True)
class Money:
    """An amount."""
    amount: int
    currency: str = "EUR"

    def __add__(self, other):
        return dataclasses.replace(self, amount=self.amount + other.amount)


@dataclass(frozen=True, order=True)
class Price(Money):
    vat: int = 19


@dataclass(slots=True)
class Done:
    x: int
    y: int = 2


@dataclass
class WithPost:
    a: int
    scale: InitVar[int] = 3
    b: int = field(init=False)

    def __post_init__(self, scale):
        self.b = self.a * scale
        self._hidden = scale


@dataclass(
    eq=False,  # identity
    repr=True,
)
class Order:
    number: int
    _: KW_ONLY
    items: t.List[Item] = field(default_factory=list)
    note: t.Optional[str] = None


def main():
    items = [Item(i, price=i / 4, stock=i % 5) for i in range(1500)]
    prices = [Price(i) for i in range(1200)]
    total = Money(0)
    for p in prices:
        total = total + Money(p.amount)
    done = [Done(i) for i in range(900)]
    posts = [WithPost(i) for i in range(800)]
    orders = [Order(i, items=items[i:i + 2], note=None if i % 2 else "x") for i in range(1000)]
    print(total, max(prices), done[-1], posts[-1], sum(p._hidden for p in posts))
    print(items[3].label(), items[3], orders[1].items[0].ident, dataclasses.asdict(prices[2]))
    print(dataclasses.astuple(posts[4]), Base.total)
    try:
        prices[0].amount = 3
    except dataclasses.FrozenInstanceError as e:
        print("frozen:", e)
    print(sum(len(dataclasses.fields(o)) for o in orders), Money(3) == Money(3))


main()
