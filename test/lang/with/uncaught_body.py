# An uncaught error in a with body shows the body's line even after __exit__ ran other code (8.5).
class CM:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        try:
            {}["inside exit"]
        except KeyError:
            print("exit handled its own error")
        return None

def work(items):
    with CM() as a, CM() as b:
        for i in items:
            print(10 // i)

work([5, 0])
