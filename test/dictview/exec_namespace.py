# The dictionary as globals and as locals of exec and eval.
class N:
    pass
n = N()
n.x = 20
exec("y = x + 1\ndef f():\n    return x * 2\n", n.__dict__)
print(n.y, n.f(), "__builtins__" in n.__dict__)
n.x = 50
print(n.f(), eval("x + y", n.__dict__))
m = N()
exec("a = 1\nb = 2.5\nfor i in range(3): pass", {}, m.__dict__)
print(m.__dict__)
n.f.__globals__["x"] = 1
print(n.x, n.f.__globals__ is n.__dict__)
exec("global z\nz = 5\ndel y", n.__dict__)
print(n.z, hasattr(n, "y"))
