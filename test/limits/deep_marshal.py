# marshal of what is deep.
# ends: done
# prints: caught
# prints: caught
# prints: caught
import marshal
a = []
for i in range(100000): a = [a]
try: marshal.dumps(a)
except (ValueError, RecursionError): print('caught')
try: marshal.loads(b'[\x01\0\0\0' * 100000 + b'N')
except (ValueError, RecursionError): print('caught')
try: marshal.loads(b'<\x01\0\0\0' * 100000 + b'N')
except (ValueError, RecursionError): print('caught')
