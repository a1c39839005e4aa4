# Builds and walks binary trees of many lifetimes, some kept.
# group: object, small: 5, counted: 11
import sys

DEPTH = int(sys.argv[1]) if len(sys.argv) > 1 else 14


class Tree:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(build(depth - 1), build(depth - 1))


def main():
    kept = [build(DEPTH + 1) for _ in range(15)]
    for depth in range(4, DEPTH + 1, 4):
        trees = 1 << (DEPTH - depth)
        nodes = sum(build(depth).count() for _ in range(trees))
        print(trees, "trees of depth", depth, "have", nodes, "nodes")
    print("kept", len(kept), "trees, the first with", kept[0].count(), "nodes")


main()
