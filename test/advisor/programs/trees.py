"""Expression trees with visitors: ABC base, empty mixin, late annotation of types."""
from abc import ABC, abstractmethod
from typing import Optional, List


class Positioned:
    def at(self, line, col):
        self.line = line
        self.col = col
        return self


class Node(ABC, Positioned):
    parent: "Optional[Node]" = None

    @abstractmethod
    def accept(self, visitor): ...

    def children(self) -> "List[Node]":
        return []


class Number(Node):
    def __init__(self, value):
        self.value = value

    def accept(self, visitor):
        return visitor.visit_number(self)


class Name(Node):
    def __init__(self, ident): self.ident = ident
    def accept(self, visitor): return visitor.visit_name(self)


class Binary(Node):
    def __init__(self, op,
                 left,
                 right):
        self.op = op
        self.left = left
        self.right = right
        left.parent = self
        right.parent = self

    def accept(self, visitor):
        return visitor.visit_binary(self)

    def children(self):
        return [self.left, self.right]


class Visitor:
    def visit(self, node):
        return node.accept(self)


class Evaluator(Visitor):
    def __init__(self, env):
        self.env = env

    def visit_number(self, n):
        return n.value

    def visit_name(self, n):
        return self.env[n.ident]

    def visit_binary(self, n):
        a, b = self.visit(n.left), self.visit(n.right)
        return {"+": a + b, "-": a - b, "*": a * b}[n.op] % 1000003


class Typer(Visitor):
    def visit_number(self, n):
        n.type = "int"

    def visit_name(self, n):
        n.type = "int"

    def visit_binary(self, n):
        self.visit(n.left)
        self.visit(n.right)
        n.type = n.left.type


def build(depth, i=1):
    if depth == 0:
        return (Number(i) if i % 3 else Name("xyz"[i % 2])).at(depth, i)
    return Binary("+-*"[i % 3], build(depth - 1, 2 * i), build(depth - 1, 2 * i + 1)).at(depth, i)


def main():
    trees = [build(8, k) for k in range(1, 6)]
    for t in trees:
        Typer().visit(t)
        print(Evaluator({"x": 7, "y": 11}).visit(t), t.type, t.line, t.col, t.parent)
    print(len(trees[0].children()))


main()
