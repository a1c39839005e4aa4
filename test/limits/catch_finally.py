# finally clauses begin again.
# ends: stop
# time: 0.1
def again():
    while True:
        try:
            while True: pass
        finally:
            continue
again()
