# Cells of functions with more locals than an operand counts: read, bound anew, deleted, unbound.
def source(n, is_generator):
    lines = [f'def f(a, b=2):']
    lines += [f'    v{i} = {i}' for i in range(n)]
    lines += [
        '    late = a',
        '    def get(): return late, unset',
        '    def put(x):',
        '        nonlocal late',
        '        late = x',
        '    def drop():',
        '        nonlocal late',
        '        del late',
        '    out = []',
        '    def attempt(g, *args):',
        '        try: out.append(g(*args))',
        '        except NameError as e: out.append((type(e).__name__, str(e)))',
        '    attempt(get)',
        '    try: unset',
        '    except NameError as e: out.append((type(e).__name__, str(e)))',
        '    unset = b',
        '    attempt(get); attempt(put, 7); attempt(get); attempt(drop); attempt(get); attempt(drop)',
        '    try: late',
        '    except NameError as e: out.append((type(e).__name__, str(e)))',
        '    try: del late',
        '    except NameError as e: out.append((type(e).__name__, str(e)))',
        f'    late = v{n - 1}' if n else '    late = 0',
        '    attempt(get)',
        '    out.append(sorted(k for k in locals() if k[0] != "v"))',
        '    yield out' if is_generator else '    return out',
    ]
    return '\n'.join(lines)


for n in (0, 200, 240, 250, 255, 256, 300, 600):
    for is_generator in (False, True):
        names = {}
        exec(source(n, is_generator), names)
        got = names['f'](1)
        print(n, is_generator, next(got) if is_generator else got)
