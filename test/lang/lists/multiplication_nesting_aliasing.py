# Repetition copies references; slices and copies are shallow (library, sequences).
grid = [[0] * 3] * 2
grid[0][1] = 5
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid)
a = [[1], [2]]
b, c, d, e = a[:], a.copy(), list(a), [*a]
a[0].append("shared"); a.append("own")
print(b, c, d, e, [x is a for x in (b, c, d, e)])
t = ([],) * 3; t[0].append(1); print(t)
l = [1, 2]; m = l; m += [3]; print(l is m, l); m = m + [4]; print(l is m, l, m); l *= 2; print(l)
n = l; n[:] = []; print(l); l.extend([l, l]); print(l)
x = [1, [2, [3, [4]]]]
while len(x) > 1: x = x[1]
print(x)
def default(v, acc=[]): acc.append(v); return acc
print(default(1), default(2) is default(3), default.__defaults__)
p = q = []; p.append(1); print(q); p, q = [], []; p.append(1); print(q)
rows = [list(r) for r in zip(*[[1, 2, 3], [4, 5, 6]])]; print(rows)
stack, queue = [], [1, 2, 3]
while queue: stack.append(queue.pop(0))
print(stack, stack[-1], [stack.pop() for _ in range(len(stack))], stack)
big = list(range(1000))
big[10:990] = []
print(len(big), big[8:12])
big[5:5] = range(100)
print(len(big), big[104:106])
del big[::7]
print(len(big), sum(big))
