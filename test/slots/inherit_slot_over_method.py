# A child's slot hides the parent's method of that name.
class A:
    __slots__ = ()
    def run(self):
        return "method"
class B(A):
    __slots__ = ("run",)
b = B()
try:
    b.run()
except AttributeError as e:
    print(e)
b.run = lambda: "from the slot"
print(b.run(), A.run(b))
