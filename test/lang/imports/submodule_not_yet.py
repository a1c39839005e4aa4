# What a module says of an attribute that it lacks: a submodule that is being imported, one of its own to come, any other.
import importlib.machinery
import types

module = types.ModuleType("package")
for spec in None, importlib.machinery.ModuleSpec("package", None):
    module.__spec__ = spec
    if spec:
        spec._uninitialized_submodules.append("part")
    for name in "part", "other":
        try:
            getattr(module, name)
        except AttributeError as error:
            print(error, "|", error.name)
module.__spec__._initializing = True
try:
    module.part
except AttributeError as error:
    print(error)
union = int | str
print(union.__module__, getattr(union, "__mod" + "ule__"), type(union).__module__)
for name in "__qualname__", "nothing":
    try:
        getattr(union, name)
    except AttributeError as error:
        print(error)
