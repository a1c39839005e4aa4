"""Orders of a shop: an unslotted mixin and an unslotted base keep a __dict__ in every line item."""
import sys


class Described:
    """Mixin: a line for people."""

    def describe(self):
        return f"{type(self).__name__} {self.sku}: {self.total()} cents"


class Comparable:
    """Mixin: sorted by what key() gives."""

    def key(self):
        raise NotImplementedError

    def __lt__(self, other):
        return self.key() < other.key()

    def __eq__(self, other):
        return self.key() == other.key()

    __hash__ = None


class Item(Described, Comparable):
    def __init__(self, sku, price, amount):
        self.sku = sku
        self.price = price
        self.amount = amount

    def total(self):
        return self.price * self.amount

    def key(self):
        return self.total(), self.sku


class Discounted(Item):
    def __init__(self, sku, price, amount, percent):
        super().__init__(sku, price, amount)
        self.percent = percent

    def total(self):
        return super().total() * (100 - self.percent) // 100


class Order:
    def __init__(self, number):
        self.number = number
        self.items = []

    def add(self, item):
        self.items.append(item)
        return item

    def total(self):
        return sum(item.total() for item in self.items)


def orders(count):
    made = []
    for number in range(count):
        order = Order(number)
        for line in range(12):
            sku = f"S{line}"
            if line % 3 == 2:
                order.add(Discounted(sku, 100 + line, 1 + number % 4, 5 * line % 40))
            else:
                order.add(Item(sku, 250 + number % 7, 1 + line % 5))
        made.append(order)
    return made


def main():
    book = orders(3000)
    print(len(book), "orders", sum(order.total() for order in book), "cents")
    first = sorted(book[17].items)
    for item in first[:3] + first[-1:]:
        print(item.describe())
    best = max(book, key=Order.total)
    print("best", best.number, best.total())
    return 0


if __name__ == "__main__":
    sys.exit(main())
