# What except* leaves over is raised as a group, printed with its tracebacks (8.4.2).
def collect():
    excs = []
    for v in ("1", "x", None, "0"):
        try:
            1 / int(v)
        except Exception as e:
            excs.append(e)
    raise ExceptionGroup("collected", excs)

try:
    collect()
except* ValueError as g:
    print("handled", [str(e) for e in g.exceptions])
except* TypeError as g:
    print("types", len(g.exceptions))
