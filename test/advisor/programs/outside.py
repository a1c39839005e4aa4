"""A small compiler: tokens and nodes get attributes from passes that are not their own methods."""
import re

WORD = re.compile(r"\s*(?:(\d+)|([a-z]\w*)|(.))")


class Token:
    def __init__(self, kind, text):
        self.kind = kind
        self.text = text

    def __repr__(self):
        return f"<{self.kind} {self.text}>"


class Node:
    def __init__(self, op, *children):
        self.op = op
        self.children = children


def tokens(line, number):
    out = []
    for m in WORD.finditer(line):
        digits, name, other = m.groups()
        if digits:
            t = Token("number", int(digits))
        elif name:
            t = Token("name", name)
        elif other.strip():
            t = Token("sign", other)
        else:
            continue
        t.line = number
        out.append(t)
    return out


def parse(ts):
    """name = term (+ term)*"""
    target, node = ts[0], Node("leaf", ts[2])
    for sign, term in zip(ts[3::2], ts[4::2]):
        node = Node(sign.text, node, Node("leaf", term))
    return Node("set", target, node)


def fold(node, known):
    """Notes the value of each node that has one."""
    if node.op == "leaf":
        t = node.children[0]
        node.value = t.text if t.kind == "number" else known.get(t.text)
    elif node.op == "set":
        node.value = fold(node.children[1], known)
        known[node.children[0].text] = node.value
    else:
        a, b = (fold(c, known) for c in node.children)
        node.value = None if a is None or b is None else a + b if node.op == "+" else a - b
    return node.value


def program(count):
    for i in range(count):
        yield f"v{i} = {i} + v{i - 1} - 3" if i else "v0 = 7"


def main():
    known, trees, lines = {}, [], []
    for number, line in enumerate(program(4000), 1):
        lines.append(tokens(line, number))
        trees.append(parse(lines[-1]))
    for tree in trees:
        fold(tree, known)
    print(len(lines), "lines", len(known), "names")
    print([tree.value for tree in trees[:6]], trees[-1].value)
    last = trees[-1].children[0]
    print(last, "at line", last.line)


main()
