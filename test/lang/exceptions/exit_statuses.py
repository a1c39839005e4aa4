# SystemExit carries its code; raising it inside try runs finally blocks; sys.exit makes it (library, sys).
import sys
for args in ((), (0,), (3,), ("message",), (None,), ((1, 2),), (True,)):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(repr(e), repr(e.code), e.args)
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
try:
    try:
        raise SystemExit("x")
    except Exception:
        print("not an Exception")
    finally:
        print("finally runs")
except SystemExit as e:
    print("caught", e.code)
e = SystemExit(1)
e.code = 9
print(e.code, e.args)
try:
    exit_code = 5
    raise SystemExit(exit_code)
except BaseException as e:
    print(type(e).__name__, e.code)
