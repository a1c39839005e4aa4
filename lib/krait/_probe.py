# SPDX-License-Identifier: MIT
"""Runs under CPython, too: measures what clones of classes take, or runs a program and measures that.

    python _probe.py clones < clones.json
    python _probe.py run REPORT time|memory SCRIPT [ARG...]
"""
import json
import sys


def _clone(spec, slotted):
    """The class: `early` attributes are set in __init__, slots are all of them."""
    body = "".join(f"        if {i} in which: self.{a} = None\n" for i, a in enumerate(spec["early"]))
    space = {}
    exec(f"class C({spec['base']}):\n    def __init__(self, which):\n{body}        pass\n", space)
    made = space["C"]
    if not slotted:
        return made
    slots = tuple(spec["slots"]) + (("__weakref__",) if spec["weak"] else ())
    return type(made)("C", made.__bases__, {"__slots__": slots, "__init__": made.__init__})


def _measure(spec, slotted, count):
    import gc
    import tracemalloc

    cls = _clone(spec, slotted)
    place = {name: i for i, name in enumerate(spec["early"])}
    total = sum(n for _, n in spec["groups"])
    plan, rest = [], []  # one of each group first: in which order keys are met matters
    for names, n in sorted(spec["groups"], key=lambda group: -len(group[0])):
        which = frozenset(place[a] for a in names if a in place)
        late = [a for a in names if a not in place]
        plan.append((which, late))
        rest += [(which, late)] * (round(min(count, total) * n / total) - 1)
    plan += rest
    keep = [None] * len(plan)
    gc.collect()
    gc.disable()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for i, (which, _) in enumerate(plan):
        keep[i] = cls(which)
    for i, (_, late) in enumerate(plan):
        for name in late:
            setattr(keep[i], name, None)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    gc.enable()
    return (after - before) / len(plan)


def clones():
    count = 5000
    out = []
    for spec in json.load(sys.stdin):
        out.append([_measure(spec, False, count), _measure(spec, True, count)])
    json.dump(out, sys.stdout)


def _execute(script, args):
    """The program as __main__; its exit status."""
    import types

    module = types.ModuleType("__main__")
    module.__file__ = script
    module.__builtins__ = __builtins__
    with open(script, "rb") as f:
        code = compile(f.read(), script, "exec")
    sys.modules["__main__"] = module
    sys.argv = [script, *args]
    try:
        exec(code, module.__dict__)
    except SystemExit as e:
        if e.code is None or isinstance(e.code, int):
            return e.code or 0
        print(e.code, file=sys.stderr)
        return 1
    except BaseException as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
        return 1
    return 0


def run(report, what, script, *args):
    """The program's first lines of sys.path are its own; figures go to the file `report`."""
    import os
    import time

    sys.path[0] = os.path.dirname(os.path.abspath(script))
    sys.path[1:1] = [p for p in os.environ.pop("KRAIT_SLOTS_PATH", "").split(os.pathsep) if p]
    out = {}
    if what == "memory":
        import tracemalloc

        tracemalloc.start()
    start = time.process_time()
    out["status"] = _execute(script, args)
    out["seconds"] = time.process_time() - start
    if what == "memory":
        out["peak"] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    sys.stdout.flush()
    with open(report, "w") as f:
        json.dump(out, f)
    return out["status"]


if __name__ == "__main__":
    if sys.argv[1] == "clones":
        clones()
    else:
        sys.exit(run(*sys.argv[2:]))
