# __getattr__ that asks itself.
# ends: done
# prints: caught
class C:
    def __getattr__(self, name): return getattr(self, name)
    def __getattribute__(self, name): return getattr(self, name)
try: C().a
except RecursionError: print('caught')
