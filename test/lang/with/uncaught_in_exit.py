# An uncaught error in __exit__ prints the body's error first (8.5).
class Lock:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("releasing after", t.__name__)
        raise RuntimeError("lock broken")

with Lock() as lock:
    print("locked")
    x = {}["missing"]
