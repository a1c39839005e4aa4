# Suggestions for names that are not there.
# ends: stop
# time: 0.03
class C: pass
for i in range(700): setattr(C, 'a' * 30 + str(i), i)
import sys
while True:
    try: getattr(C, 'a' * 35)
    except AttributeError as e: sys.excepthook(type(e), e, None)
