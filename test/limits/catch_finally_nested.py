# A finally clause inside a finally clause.
# ends: stop
# time: 0.1
try:
    try:
        while True: pass
    finally:
        while True: pass
finally:
    while True: pass
