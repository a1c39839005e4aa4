"""A shop: customers with orders of lines. Lines have slots; orders and customers have not. A price is a float, a stock
number is larger than a Slot; some objects get more attributes than others."""


class Line:
    __slots__ = ('article', 'amount', 'price')

    def __init__(self, article, amount, price):
        self.article = article
        self.amount = amount
        self.price = price


class Article:
    def __init__(self, number, name):
        self.number = number
        self.name = name


class Order:
    def __init__(self, lines):
        self.lines = lines
        self.paid = False


class Customer:
    def __init__(self, name):
        self.name = name
        self.orders = []


ARTICLES = [Article(3_000_000_000 + i, f'article number {i}') for i in range(50)]


def order(i):
    return Order([Line(ARTICLES[(i * 7 + k) % 50], k + 1, 0.25 * k + i) for k in range(4)])


def shop():
    customers = [Customer(f'customer {i}') for i in range(100)]
    for i in range(1000):
        customers[i % 100].orders.append(order(i))
    return customers


CUSTOMERS = shop()
print(sum(line.price * line.amount for c in CUSTOMERS for o in c.orders for line in o.lines))
