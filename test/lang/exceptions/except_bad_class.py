# A non-class in an except clause is a TypeError raised only when it is compared (8.4.1).
def run(c, exc=ValueError("orig")):
    try:
        try:
            raise exc
        except c:
            print("matched")
    except TypeError as e:
        print("TypeError", e, "| context", repr(e.__context__))
    except ValueError as e:
        print("ValueError", e)
run(5)
run("ValueError")
run(int)
run((ValueError, 5))
run((5, ValueError))
run((KeyError, (ValueError,)))
run([ValueError])
run(ValueError())
run(None)
run(())
try:
    pass
except 5:
    pass
else:
    print("never compared")
try:
    try:
        raise ValueError
    except undefined_class:
        pass
except NameError as e:
    print(e, repr(e.__context__))
