# An uncaught operator error marks the operator of the failing operands in a long expression (PEP 657).
class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.n + other.n)
        return NotImplemented

a, b, c = Money(1), Money(2), 3
print((a + b).n)
total = (a + b) + Money(4) + (a + c) + b
