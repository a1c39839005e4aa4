# Places queens by recursive backtracking with sets, lists and short calls.
# group: call, small: 5, counted: 9
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 12


class Board:
    def __init__(self, size):
        self.size = size
        self.columns = set()
        self.rising = set()
        self.falling = set()
        self.queens = []

    def is_free(self, row, column):
        return not (
            column in self.columns
            or row + column in self.rising
            or row - column in self.falling
        )

    def place(self, row, column):
        self.columns.add(column)
        self.rising.add(row + column)
        self.falling.add(row - column)
        self.queens.append(column)

    def remove(self, row, column):
        self.columns.remove(column)
        self.rising.remove(row + column)
        self.falling.remove(row - column)
        self.queens.pop()

    def solutions(self, row=0):
        if row == self.size:
            yield tuple(self.queens)
            return
        for column in range(self.size):
            if self.is_free(row, column):
                self.place(row, column)
                yield from self.solutions(row + 1)
                self.remove(row, column)


def main():
    for size in range(4, SIZE + 1):
        found = list(Board(size).solutions())
        print(size, "queens:", len(found), "solutions, first", found[0], "last", found[-1])


main()
