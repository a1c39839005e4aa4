# Reads and writes attributes of slotted instances: a ring of cells.
# group: object, small: 4, counted: 1300
import sys

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 13000


class Cell:
    __slots__ = ("level", "left", "right", "flow", "moved")

    def __init__(self, level):
        self.level = level
        self.left = None
        self.right = None
        self.flow = 0
        self.moved = 0


def make_ring(size):
    cells = [Cell(i * 7919 % 10007) for i in range(size)]
    for i, cell in enumerate(cells):
        cell.left = cells[i - 1]
        cell.right = cells[(i + 1) % size]
    return cells


def level_out(cells):
    for cell in cells:
        cell.flow = (cell.left.level + cell.right.level - 2 * cell.level) // 4
    for cell in cells:
        flow = cell.flow
        if flow:
            cell.level += flow
            cell.moved += flow if flow > 0 else -flow


def main():
    cells = make_ring(1000)
    for _ in range(ROUNDS):
        level_out(cells)
        cells[0].level += 1000
    print("moved", sum(cell.moved for cell in cells))
    print("levels", min(cell.level for cell in cells), max(cell.level for cell in cells))
    print("total", sum(cell.level for cell in cells))


main()
