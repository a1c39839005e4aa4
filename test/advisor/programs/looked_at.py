"""Settings and rows that are gone through by __dict__, and a bag of computed names."""
import json


class Row:
    """A line of a table, made from a dict."""

    def __init__(self, number, name, city):
        self.number = number
        self.name = name
        self.city = city

    def as_json(self):
        return json.dumps(self.__dict__, sort_keys=True)


class Settings:
    def __init__(self, **given):
        self.depth = 3
        self.wide = False
        for name, value in given.items():
            setattr(self, name, value)

    def shown(self):
        return ", ".join(f"{name}={value}" for name, value in sorted(vars(self).items()))


class Cell:
    """Nothing stands in the way here."""

    def __init__(self, row, column, value):
        self.row = row
        self.column = column
        self.value = value


class Crate:
    """Changes what it is."""

    def __init__(self, weight):
        self.weight = weight

    def seal(self):
        self.__class__ = Sealed
        return self


class Sealed(Crate):
    def open(self):
        return "sealed"


class Table:
    def __init__(self, rows):
        self.rows = rows
        self.cells = [Cell(i, k, value) for i, row in enumerate(rows)
                      for k, value in enumerate((row.number, row.name, row.city))]

    def column(self, k):
        return [cell.value for cell in self.cells if cell.column == k]


def main():
    cities = ("Ulm", "Bonn", "Kiel")
    table = Table([Row(i, f"name {i % 50}", cities[i % 3]) for i in range(6000)])
    print(table.rows[7].as_json())
    print(len(table.cells), sum(table.column(0)), table.column(2)[:4])
    settings = Settings(wide=True, colour="red"), Settings(depth=1)
    print(*[one.shown() for one in settings])
    crates = [Crate(i) for i in range(2000)]
    print(sum(crate.weight for crate in crates), crates[5].seal().open(), crates[6].weight)


main()
