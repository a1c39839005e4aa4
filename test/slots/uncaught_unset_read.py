# An uncaught read of an unset slot, deep in a call; the caret line follows the expression.
class C:
    __slots__ = ("value",)
    def get(self):
        return 1 + self.value * 2
def main():
    c = C()
    return [c.get() for _ in range(2)]
main()
