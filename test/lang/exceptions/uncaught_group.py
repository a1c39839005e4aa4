# An uncaught group is printed as a tree with numbered parts and nested groups (PEP 654).
def fail(exc):
    raise exc

errors = []
for make in (lambda: int("x"), lambda: fail(KeyError("k")), lambda: [][1]):
    try:
        make()
    except Exception as e:
        errors.append(e)
errors[1].add_note("a note on the key error")
inner = ExceptionGroup("inner", [errors[2], TypeError("never raised")])
raise ExceptionGroup("several things", errors[:2] + [inner])
