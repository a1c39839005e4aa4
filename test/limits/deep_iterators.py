# Iterators of iterators.
# ends: done
# memory: 256M
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import itertools
for make in (lambda it: itertools.chain(it), lambda it: map(abs, it), lambda it: filter(None, it), lambda it: itertools.islice(it, 5), lambda it: enumerate(it), lambda it: reversed([it]), lambda it: itertools.takewhile(bool, it), lambda it: itertools.accumulate(it)):
    it = iter([1, 2])
    for i in range(100000): it = make(it)
    try: list(it)
    except (RecursionError, MemoryError, TypeError): pass
    print('caught')
