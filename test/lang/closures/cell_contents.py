# __closure__ holds cells whose contents can be read, written and deleted (3.2).
def f(a, b):
    def g():
        return a, b
    return g

g = f(1, [2])
print(len(g.__closure__), g.__code__.co_freevars)
c = g.__closure__[0]
print(c.cell_contents)
c.cell_contents = "set"
print(g())
del c.cell_contents
for act in (g, lambda: c.cell_contents):
    try:
        act()
    except (NameError, ValueError) as e:
        print(type(e).__name__, e)
Cell = type(c)
print(Cell(5).cell_contents, Cell(1) == Cell(1), Cell(1) < Cell(2))
try:
    Cell().cell_contents
except ValueError as e:
    print(e)
print(f.__closure__, (lambda: 0).__closure__)
try:
    g.__closure__ = ()
except AttributeError as e:
    print(e)
