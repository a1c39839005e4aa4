# Widths and precisions of gigabytes.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import sys
for f in (lambda: f'{1:2000000000}', lambda: '%2000000000d' % 1, lambda: format(1.5, '.2000000000f'),
          lambda: '%.2000000000f' % 1.0, lambda: '{:>2000000000}'.format(''), lambda: 'a'.ljust(2000000000),
          lambda: 'a\t'.expandtabs(2000000000), lambda: '1'.zfill(2000000000)):
    try: f()
    except (MemoryError, ValueError, OverflowError): print('caught')
