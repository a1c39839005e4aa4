# pickle of what is deep.
# ends: done
# grants: files
# prints: caught
import pickle
a = []
for i in range(100000): a = [a]
try: pickle.dumps(a)
except RecursionError: print('caught')
