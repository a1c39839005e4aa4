# co_lines and co_positions say where instructions stand.
def f(a,
      b):
    x = (a +
         b)
    for i in range(3):
        x += i
    return x

code = f.__code__
print({4, 6, 7, 8} <= {line for _, _, line in code.co_lines()})
spans = [(start, end) for start, end, _ in code.co_lines()]
print(spans[0][0], all(a[1] == b[0] for a, b in zip(spans, spans[1:])), all(s <= e for s, e in spans))
places = {p for p in code.co_positions() if None not in p}
source = open(__file__).read().splitlines()
texts = {source[line - 1][start:stop] for line, end, start, stop in places if line == end}
print(sorted(texts & {'range', 'range(3)', 'x += i', 'return x'}))
print((4, 5, 9, 10) in places)
text = code.co_lnotab
line, seen = code.co_firstlineno, set()
for offset, step in zip(text[::2], text[1::2]):
    line += step - 256 if step > 127 else step
    seen.add(line)
print({4, 6, 7, 8} <= seen | {4})
print(type(code.co_code), type(code.co_linetable), type(code.co_exceptiontable))
print([code._varname_from_oparg(i) for i in range(4)])
