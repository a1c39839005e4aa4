# An uncaught NameError from an unbound free variable shows the reading line with its caret (4.2.2).
def outer():
    def show():
        return "value: " + value
    try:
        show()
    except NameError:
        print("not yet")
    value = "bound"
    print(show())
    del value
    return show

reader = outer()
print(reader.__code__.co_freevars)
reader()
