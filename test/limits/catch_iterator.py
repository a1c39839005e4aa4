# __next__ and __iter__ in except clauses, for ever.
# ends: stop
# time: 0.1
class Forever:
    def __iter__(self): return self
    def __next__(self):
        try:
            while True: pass
        except BaseException:
            return 1
sum(Forever())
