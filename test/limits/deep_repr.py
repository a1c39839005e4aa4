# repr of a deep list.
# ends: done
# prints: caught
a = []
for i in range(200000): a = [a]
try: repr(a)
except RecursionError: print('caught')
