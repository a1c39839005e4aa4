# Code sees the builtins that __builtins__ of its globals is; what is no mapping has no names at all (library, eval, exec).
import collections
import types

own = types.ModuleType("own")
own.print = lambda *args: print("own", *args)
CHOICES = {
    "empty": {},
    "None": None,
    "tuple": (1,),
    "str": "x",
    "dict": {"print": print, "len": len},
    "subclass": type("Names", (dict,), {"__missing__": lambda self, key: f"no {key}"})(),
    "mapping": collections.UserDict(print=lambda *args: print("user", *args)),
    "object": types.SimpleNamespace(print=print),
    "module": own,
}
for name, builtins in CHOICES.items():
    for source in "print(1)", "len('abc')", "[].__class__.__name__", "(lambda: print(2))()", "[x for x in (print,)] and None":
        try:
            result = eval(source, {"__builtins__": builtins})
            print(name, source, result if isinstance(result, (int, str)) else "")
        except Exception as error:
            print(name, source, type(error).__name__, error)
    try:
        exec("x = 1\nclass C: pass", {"__builtins__": builtins})
    except Exception as error:
        print(name, "class", type(error).__name__, error)
    try:
        function = types.FunctionType((lambda: print).__code__, {"__builtins__": builtins})
        print(name, function.__builtins__ in (builtins, vars(own)), function() is print)
    except Exception as error:
        print(name, "function", type(error).__name__, error)


def loop(n):
    for i in range(n):
        use(i)


space = {"use": lambda i: None, "__builtins__": {"range": range}}
function = types.FunctionType(loop.__code__, space)
function(100)
space["__builtins__"] = None
function(100)
try:
    types.FunctionType(loop.__code__, space)(100)
except TypeError as error:
    print(error)
for builtins in {}, {"__import__": lambda *args: args[0].upper()}:
    try:
        exec("import abc; got = abc", space := {"__builtins__": builtins})
        print(space["got"])
    except ImportError as error:
        print(error)
