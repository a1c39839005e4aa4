# Brackets, very many.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for s in '(' * 100000, '[' * 100000 + ']' * 100000, '{' * 5000, 'not ' * 100000 + 'x', '-' * 100000 + '1', 'lambda: ' * 50000 + '1', 'x' + '.a' * 10 + '(' * 300:
    try: compile(s, '', 'eval')
    except (SyntaxError, RecursionError, MemoryError): print('caught')
