# Hashes of deep tuples.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
t = ()
for i in range(200000): t = (t,)
for f in (lambda: hash(t), lambda: {t}, lambda: isinstance(1, t), lambda: t == (t,)):
    try: f()
    except RecursionError: print('caught')
