# Comprehensions within comprehensions.
# ends: done
# prints: caught
s = 'x'
for i in range(3000): s = '[' + s + ' for x in y]'
try: compile(s, '', 'eval')
except (SyntaxError, RecursionError, MemoryError): print('caught')
