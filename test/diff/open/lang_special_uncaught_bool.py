# An uncaught error in __bool__ called by an if statement shows the condition.
# differs: carets under a condition that raised
class Maybe:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v

for v in (True, False, None):
    m = Maybe(v)
    if not m and v is not True:
        print("false", v)
    else:
        print("true", v)
