# Comparisons of deep lists.
# ends: done
# prints: caught
# prints: caught
a, b = [], []
for i in range(200000): a, b = [a], [b]
for f in (lambda: a == b, lambda: a < b):
    try: f()
    except RecursionError: print('caught')
