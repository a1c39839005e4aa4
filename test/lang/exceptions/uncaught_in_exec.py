# Frames of exec'd code have a file name but no source line (library, traceback).
src = """
def inner(x):
    return x + undefined_thing
def outer():
    return inner(1)
"""
ns = {}
exec(compile(src, "<generated>", "exec"), ns)
print(sorted(k for k in ns if k[0] != "_"))
ns["outer"]()
