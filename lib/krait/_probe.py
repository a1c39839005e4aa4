# SPDX-License-Identifier: MIT
"""Runs under CPython, too: measures what clones of classes take, or runs a program and measures that.

    python _probe.py clones < clones.json
    python _probe.py run REPORT time|memory|LARGEST SCRIPT [ARG...]

`memory` finds the peak, and how large the heap grows; with that number in its place instances are measured.
"""
import json
import sys

CENSUSES = 80  # at most, of one run
BARE = 512  # instances that are made to see what one takes
LEAST_STEP = 8 << 10  # bytes that the heap grows by until the next one


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
        try:
            out.append([_measure(spec, False, count), _measure(spec, True, count)])
        except Exception:  # what the class's own methods make possible, a clone may not have
            out.append(None)
    json.dump(out, sys.stdout)


class Census:
    """What instances of the program's classes take while the program runs: "module:class" -> (instances, bytes),
    from the census that found most of them.

    A census is taken each time the heap has grown by a quarter, and when it is as large as a first run, which
    only looked at that, has found it to be. It happens in a child that the program is forked to: there an instance
    can be taken apart to see what is freed."""

    def __init__(self, folders, largest):
        import gc
        import tracemalloc

        self.gc, self.traced = gc, tracemalloc.get_traced_memory
        self.folders = tuple(folders)
        self.found = {}
        self.taken = self.most = 0
        self.largest = largest  # what is to be found out, when None
        self.start = self.best = self.traced()[0]
        self.classes = set()

    def watch(self):
        """Looks at each young collection; these come often, so that none of it grows unseen."""
        import builtins

        build = builtins.__build_class__

        def build_class(function, name, *bases, **keywords):
            cls = build(function, name, *bases, **keywords)
            if function.__code__.co_filename.startswith(self.folders):
                self.classes.add(function.__code__.co_qualname)
                self.start = self.best = self.traced()[0]
            return cls

        builtins.__build_class__ = build_class
        self.gc.callbacks.append(self.on_collection)
        self.gc.set_threshold(10, 50, 50)

    def on_collection(self, phase, info):
        if phase != "stop":
            return
        now = self.traced()[0]
        if self.largest is None:
            self.most = max(self.most, now - self.start)
        elif now - self.best > max((self.best - self.start) // 4, LEAST_STEP):
            self.best = now
            self.take()
        elif now - self.start > self.largest - self.largest // 256:
            self.best = now
            self.largest = now - self.start + self.largest // 64
            self.take()

    def end(self):
        if self.on_collection in self.gc.callbacks:
            self.gc.callbacks.remove(self.on_collection)
        if self.largest is not None:
            self.take()

    def take(self):
        import os

        if self.taken >= CENSUSES or not self.classes:
            return
        self.taken += 1
        r, w = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.close(r)
                self.gc.disable()
                with open(w, "w") as f:
                    json.dump(self.count(), f)
            finally:
                os._exit(0)
        os.close(w)
        with open(r) as f:
            text = f.read()
        os.waitpid(child, 0)
        for name, (n, size) in json.loads(text or "{}").items():
            if n >= self.found.get(name, (0, 0))[0]:
                self.found[name] = n, size

    def count(self):
        """In the child."""
        by_class = {}
        for o in self.gc.get_objects():
            cls = type(o)
            if getattr(cls, "__qualname__", None) in self.classes and cls.__flags__ & 512:
                by_class.setdefault(cls, []).append(o)
        out = {}
        for cls, objects in by_class.items():
            size = self.bytes_of(cls, objects)
            if size is not None:
                name = f"{cls.__module__}:{cls.__qualname__}"
                n, others = out.get(name, (0, 0))
                out[name] = n + len(objects), others + size
        return out

    def bytes_of(self, cls, objects):
        """Bytes of the instances: of bare ones, and what their dicts and arrays of values give back."""
        base = next(b for b in cls.__mro__ if not b.__flags__ & 512)
        bare = [None] * BARE
        before = self.traced()[0]
        try:
            for i in range(BARE):
                bare[i] = base.__new__(cls)
        except Exception:
            return None
        size = self.traced()[0] - before
        view = next((b.__dict__["__dict__"] for b in cls.__mro__ if "__dict__" in b.__dict__), None)
        apart = 0
        if cls.__dictoffset__ and view:
            size -= self.freed(view, bare)
            apart = self.freed(view, objects)
        return size // BARE * len(objects) + apart + self.varying(base, bare[0], objects)

    def freed(self, view, objects):
        """What the instances' attributes take besides the instance. What they hold stays, and so does a dict that
        somebody else holds; it counts all the same."""
        keep = [None] * len(objects)
        for i, o in enumerate(objects):
            keep[i] = self.gc.get_referents(o)
            keep[i] = [list(x.values()) if type(x) is dict else x for x in keep[i]]
        empty = [{} for _ in objects]
        spare = [{"": i} for i in range(256)]  # fills CPython's lists of free dicts, so that others are freed
        del spare
        before = self.traced()[0]
        for o, d in zip(objects, empty):
            view.__set__(o, d)
        return before - self.traced()[0]

    @staticmethod
    def varying(base, bare, objects):
        if base not in (str, tuple, bytes, int):
            return 0
        fixed = base.__sizeof__(bare)
        return sum(base.__sizeof__(o) - fixed for o in objects)


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
    roots = [p for p in os.environ.pop("KRAIT_SLOTS_PATH", "").split(os.pathsep) if p]
    sys.path[1:1] = roots
    more = len(roots)
    out = {}
    census = None
    if what != "time":
        import tracemalloc

        tracemalloc.start()
        if hasattr(os, "fork") and sys.implementation.name == "cpython":
            largest = None if what == "memory" else int(what)
            census = Census([*sys.path[1:1 + more], sys.path[0]], largest)
            census.watch()
    start = time.process_time()
    out["status"] = _execute(script, args)
    out["seconds"] = time.process_time() - start
    if what != "time":
        out["peak"] = tracemalloc.get_traced_memory()[1]
        if census:
            census.end()
            out["classes"] = census.found
            out["largest"] = census.most
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
