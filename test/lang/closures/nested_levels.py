# A free variable passes through intermediate functions that do not use it (4.2.2).
def a():
    x = "a.x"
    y = "a.y"
    def b():
        def c():
            def d():
                nonlocal y
                y = y + "!"
                return x, y
            return d
        return c
    return b, lambda: y

b, get_y = a()
d = b()()
print(d(), d(), get_y())
print(b.__code__.co_freevars, b().__code__.co_freevars, d.__code__.co_freevars)
print(b.__code__.co_cellvars, a.__code__.co_cellvars)
def outer():
    v = 1
    def mid():
        v = 2
        def inner():
            nonlocal v
            v += 10
            return v
        return inner(), v
    return mid(), v
print(outer())
