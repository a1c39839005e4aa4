"""A slotted class, and a store to a name that it has not: the program ends with that."""


class Matrix:
    __slots__ = ("rows", "columns", "values", "scale")

    def __init__(self, rows, columns):
        self.rows = rows
        self.columns = columns
        self.values = [0] * (rows * columns)
        self.scale = 1

    def set(self, row, column, value):
        self.values[row * self.columns + column] = value

    def get(self, row, column):
        return self.values[row * self.columns + column] * self.scale

    def rescale(self, factor):
        self.scael = self.scale * factor

    def trace(self):
        return sum(self.get(i, i) for i in range(min(self.rows, self.columns)))


class Walker:
    """Goes over a matrix, cell by cell."""

    def __init__(self, matrix):
        self.matrix = matrix
        self.row = 0
        self.column = 0
        self.steps = 0

    def step(self):
        self.steps += 1
        self.column += 1
        if self.column == self.matrix.columns:
            self.column = 0
            self.row += 1
        return self.row < self.matrix.rows


def identity(n):
    m = Matrix(n, n)
    for i in range(n):
        m.set(i, i, 1)
    return m


def walk(matrix):
    walker = Walker(matrix)
    while walker.step():
        pass
    return walker


def main():
    all_of_them = [identity(2 + i % 5) for i in range(2000)]
    walkers = [walk(m) for m in all_of_them]
    print(sum(m.trace() for m in all_of_them), sum(w.steps for w in walkers))
    print(walkers[3].row, walkers[3].column)
    all_of_them[0].rescale(3)
    print("never printed")


main()
