# Call errors use the qualified name of the function (PEP 3155).
def outer():
    def inner(a): pass
    class Local:
        def meth(self, a, b): pass
        class Deep:
            @staticmethod
            def stat(q, *, r): pass
    return inner, Local, lambda p: None

inner, Local, lam = outer()
for call in (lambda: inner(), lambda: Local().meth(), lambda: Local.Deep.stat(),
             lambda: Local.Deep.stat(1),
             lambda: lam(), lambda: Local(1), lambda: inner(1, 2),
             lambda: Local.Deep.stat(1, 2, r=3)):
    try:
        call()
    except TypeError as e:
        print(e)
print(repr(Local), Local.Deep.stat.__qualname__)
global_fn_name = outer.__qualname__
print(global_fn_name)
