# compile() of a syntax tree takes over the values of its constants (library, ast.Constant).
# differs: by design, constants are made by the compiler: an equal one comes back, where CPython gives the very object of the tree
import ast

for value in frozenset(), frozenset({1}), ("a", (2.5,)), 10**30:
    tree = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    result = eval(compile(tree, "<tree>", "eval"))
    print(repr(value), result == value, type(result) is type(value), result is value)
