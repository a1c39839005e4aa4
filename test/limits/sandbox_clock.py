# The time of day.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import time
for f in time.time, time.time_ns, time.localtime, time.gmtime, time.ctime, time.asctime, lambda: time.clock_gettime(0), lambda: time.strftime('%Y'), lambda: time.sleep(0.001) or 1 / 0, lambda: __import__('datetime').datetime.now(), lambda: __import__('_datetime').date.today():
    try: f(), print(f())
    except (OSError, ZeroDivisionError, ImportError): print('caught')
