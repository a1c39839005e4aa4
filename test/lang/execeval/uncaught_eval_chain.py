# An uncaught error below exec and eval lists files without source lines (library, traceback).
TEMPLATE = """
def run(expr):
    value = eval(expr)
    return value
"""
ns = {"limit": 3}
exec(compile(TEMPLATE, "template.py", "exec"), ns)
print(ns["run"]("limit * 2"))
exec("result = run('[limit // d for d in (3, 0)]')", ns)
