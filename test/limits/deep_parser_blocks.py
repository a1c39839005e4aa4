# Blocks within blocks.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for word in 'if x:', 'def f():', 'class C:', 'while x:', 'try:', 'with x:', 'for a in b:':
    s = ''.join(' ' * i + word + '\n' for i in range(500))
    try: compile(s + ' ' * 500 + 'pass\n', '', 'exec')
    except (SyntaxError, RecursionError, MemoryError): print('caught')
