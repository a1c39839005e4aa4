# json of what is deep.
# ends: done
# grants: files
# prints: caught
# prints: caught
# prints: caught
import json
a = []
for i in range(100000): a = [a]
for f in (lambda: json.dumps(a), lambda: json.loads('[' * 100000), lambda: json.loads('{"a":' * 100000)):
    try: f()
    except RecursionError: print('caught')
