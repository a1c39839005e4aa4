# Clauses of a comprehension nest left to right, the element is evaluated innermost (6.2.4).
def t(tag, v):
    print(tag, end=" ")
    return v

r = [t("elt", x * y) for x in t("it1", [1, 2]) if t("if1", True) for y in t("it2",
     [3, 4]) if t("if2", y > 3)]
print(r)
print([(x, y) for x in range(3) for y in range(x)])
print([x for row in [[1, 2], [3], []] for x in row if x != 2])
print([y for x in "ab" if x != "a" for y in x * 2])
print([[c for c in range(r)] for r in range(4)])
print([x for x in range(20) if x % 2 if x % 3])
print([(lambda: x)() for x in range(3)])
print([a for a, in [[1], [2]]], [b for (_, b) in {1: 2}.items()], [h for h, *t_ in ["abc", "d"]])
