# An uncaught AttributeError on a module-like object suggests the closest attribute (3.10).
class Config:
    timeout = 30
    retries = 3

    def __init__(self):
        self.verbose_output = True

c = Config()
for name in ("time_out", "retry", "verbose"):
    try:
        getattr(c, name)
    except AttributeError as e:
        print(e)
print(c.timeuot)
