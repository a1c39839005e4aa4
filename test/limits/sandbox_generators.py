# Generators that are run while they run.
# ends: done
# prints: [1, 2, 3]
def g():
    try: next(it)
    except ValueError: yield 1
    try: it.close()
    except ValueError: yield 2
    try: it.throw(KeyError)
    except ValueError: yield 3
it = g()
print(list(it))
it.gi_frame and it.gi_frame.clear()
