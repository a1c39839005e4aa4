# super() says what is missing when it cannot find its class or arguments (built-in functions, super).
def loose():
    super()
def loose1(self):
    super()
class A:
    def no_args():
        super()
    def deleted(self):
        del self
        super()
    def wrong(self):
        super(int, self)
    def gen(self):
        return [super().__repr__ for _ in range(1)]
    @staticmethod
    def st():
        super()
class B: pass
for f in (loose, lambda: loose1(1), A.no_args, lambda: A().deleted(), lambda: A().wrong(), A().gen,
          A.st,
          lambda: super(1, 2), lambda: super(A, 5), lambda: super(A, B()),
          lambda: super(A, A()).nope,
          lambda: super(A, A, 1), lambda: super(A, A()).__init__(5), lambda: super(x=1)):
    try:
        f()
        print("ok")
    except (RuntimeError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
