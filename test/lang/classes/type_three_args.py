# type(name, bases, dict) makes a class like a class statement does (built-in functions, type).
def greet(self): return "hi " + self.name
ns = {"greet": greet, "name": "ns", "__doc__": "made"}
T = type("T", (), ns)
print(T().greet(), T.__doc__, T.__module__, T.__qualname__)
ns["name"] = "changed"
print(T().greet())
U = type("U", (T,), {"name": "u"}, )
print(U().greet(), U.__mro__ == (U, T, object))
print(type("Q", (), {"__qualname__": "Outer.Q"}).__qualname__)
for args in ((), ("a",), (1, (), {}), ("a", [], {}), ("a", (), []), ("a", (1,), {}), ("a", ()),
             ("a\0", (), {})):
    try:
        print(type(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(type(type), type(T), type(T()), type(None).__name__)
print(type("", (), {}).__name__ == "")
