# Formats within formats.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for s in '{' * 9999, '{0:' * 500 + '}' * 500, '{0' + '[a' * 10000, '{0' + '.a' * 100000 + '}':
    try: s.format(1)
    except (ValueError, RecursionError, AttributeError, TypeError): print('caught')
