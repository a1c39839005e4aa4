# An uncaught access to a deleted attribute names class and attribute.
class Session:
    def __init__(self):
        self.token = "t"
        self.tokens = []

    def close(self):
        del self.token
        del self.tokens

s = Session()
s.close()
print(vars(s))
s.close()
