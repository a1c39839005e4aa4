# Plays the game of life on an endless board held as a set of cells.
# group: data, small: 8, counted: 250
import sys

GENERATIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 2500

ACORN = """
.X.....
...X...
XX..XXX
"""


def parse(picture):
    return {
        (x, y)
        for y, line in enumerate(picture.split())
        for x, mark in enumerate(line)
        if mark == "X"
    }


def neighbours(cell):
    x, y = cell
    yield x - 1, y - 1
    yield x, y - 1
    yield x + 1, y - 1
    yield x - 1, y
    yield x + 1, y
    yield x - 1, y + 1
    yield x, y + 1
    yield x + 1, y + 1


def advance(board):
    counts = {}
    for cell in board:
        for near in neighbours(cell):
            counts[near] = counts.get(near, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in board}


def main():
    board = parse(ACORN)
    seen_cells = set()
    for generation in range(GENERATIONS):
        if generation % 250 == 0:
            print("generation", generation, "has", len(board), "cells")
        seen_cells |= board
        board = advance(board)
    print("at last", len(board), "cells,", len(seen_cells), "ever alive")
    print("corner", min(board), max(board), len(seen_cells - board), len(board & parse(ACORN)))


main()
