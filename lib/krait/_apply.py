# SPDX-License-Identifier: MIT
"""Writes the advice into a copy of the program, runs both, and compares."""
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile

from krait import _source

AGREE = 0.02  # of the larger: predicted and measured savings that differ by less agree
LITTLE = 64  # bytes in all that are no gain: a few instances were made before a float was met


def _bases_to_change(program, c):
    """Plain classes of the program that must have slots so that c's instances have no __dict__."""
    return [b for b in map(program.get, c.cls.__mro__) if b and b.plain]


def chosen(program):
    """Classes to change: those that gain, and their bases."""
    from krait import slots

    out = []
    for c in program.classes.values():
        if c.plain and not c.blocked and slots.has_gain(c):
            for b in _bases_to_change(program, c):
                if b not in out:
                    out.append(b)
        elif not c.plain and getattr(c, "unused", 0) and _literal_slots(c) is not None:
            out.append(c)
    return out


# ---- the text ----


def _literal_slots(c):
    """The statement `__slots__ = (...)` when it is one line of constants."""
    statement = c.text.defaults.get("__slots__")
    value = getattr(statement, "value", None)
    if isinstance(value, (ast.Tuple, ast.List)) and value.lineno == value.end_lineno:
        if all(isinstance(e, ast.Constant) for e in value.elts):
            return value
    return None


def _drop_unused(edits, c):
    value = _literal_slots(c)
    unused = {d.text.split()[1] for d in c.diagnostics if d.name == "never-assigned"}
    names = [e.value for e in value.elts if e.value not in unused]
    text = _source.slots_line(names).partition("= ")[2]
    edits.put((value.lineno, value.col_offset), (value.end_lineno, value.end_col_offset), text)


def _change(edits, c):
    from krait import slots

    if not c.plain:
        _drop_unused(edits, c)
    elif "__slots__" in c.cls.__dict__:
        return  # its own are there; that its bases have none made them useless
    elif c.text.dataclass is not None:
        _source.add_decorator_option(edits, c.text.dataclass, slots.dataclass_options(c))
        for call, method in c.text.supers:
            _source.call_super_by_name(edits, call, c.text, method)
    else:
        _source.add_slots(edits, c.text, slots.slots_to_write(c))
        for name in c.slots:
            if name in c.text.defaults:
                _source.move_default(edits, c.text, name)


def changed_files(program, classes):
    """path -> new text"""
    edits = {}
    for c in classes:
        module = c.text.module
        if c.path not in edits:
            edits[c.path] = _source.Edits(module)
        _change(edits[c.path], c)
    return {path: e.text() for path, e in edits.items()}


def write_copy(program, texts, folder):
    """The changed files and what they must stand beside, below `folder`. Gives the copied script."""
    root = os.path.dirname(program.script)
    for path in [program.script, *texts]:
        if not path.startswith(root + os.sep):
            continue
        parent = os.path.dirname(path)
        beside = [path]
        while os.path.isfile(os.path.join(parent, "__init__.py")) and parent != root:
            beside += [os.path.join(parent, n) for n in os.listdir(parent) if n.endswith(".py")]
            parent = os.path.dirname(parent)
        for p in beside:
            to = os.path.join(folder, p[len(root) + 1:])
            os.makedirs(os.path.dirname(to), exist_ok=True)
            if p in texts:
                with open(to, "wb") as f:
                    f.write(texts[p].encode(program.files[p].encoding))
            else:
                shutil.copy(p, to)
    return os.path.join(folder, program.script[len(root) + 1:])


# ---- running both ----


class Runner:
    def __init__(self, o, root):
        self.o = o
        self.root = root
        self.probe = os.path.join(os.path.dirname(__file__), "_probe.py")

    def _run(self, command, report):
        if self.o.progress:
            print(f"krait.slots: {command[0]} runs {command[-1 - len(self.o.args)]}", file=sys.stderr)
        env = dict(os.environ, KRAIT_SLOTS_PATH=self.root)
        stdin = open(self.o.stdin, "rb") if self.o.stdin else subprocess.DEVNULL
        done = subprocess.run(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        data = {}
        if os.path.getsize(report):
            with open(report) as f:
                data = json.load(f)
        return done, data

    def plain(self, python, script):
        """Output, status and seconds of CPU time."""
        with tempfile.NamedTemporaryFile() as f:
            done, data = self._run([python, self.probe, "run", f.name, "time", script, *self.o.args], f.name)
        return {"output": done.stdout, "status": data.get("status", done.returncode),
                "seconds": data.get("seconds", 0.0)}

    def memory_there(self, python, script):
        with tempfile.NamedTemporaryFile() as f:
            _, data = self._run([python, self.probe, "run", f.name, "memory", script, *self.o.args], f.name)
        return {"peak": data.get("peak", 0)}

    def memory_here(self, script):
        with tempfile.NamedTemporaryFile() as f:
            _, data = self._run([sys.executable, "-m", "krait.slots", "--json", "--no-measure", "-o", f.name,
                                 script, *self.o.args], f.name)
        classes = {c["class"]: c["here"]["before"] * c["instances"] for c in data.get("classes", ())}
        return {"peak": data.get("peak", 0), "classes": classes}


def _agree(predicted, measured, peak):
    if abs(predicted) < LITTLE:
        return abs(measured) <= max(peak * 0.005, LITTLE)
    return abs(predicted - measured) <= AGREE * max(abs(predicted), abs(measured))


def _compare(before, after):
    return {"same": before["output"] == after["output"] and before["status"] == after["status"],
            "seconds": [before["seconds"], after["seconds"]], "peak": [before["peak"], after["peak"]]}


def _compare_here(runner, classes, script, copy):
    before = {**runner.plain(sys.executable, script), **runner.memory_here(script)}
    after = {**runner.plain(sys.executable, copy), **runner.memory_here(copy)}
    out = _compare(before, after)
    names = [c.name for c in classes if c.count and c.fit]  # of varying size: nothing was predicted
    out["classes"] = {n: [before["classes"].get(n, 0), after["classes"].get(n, 0)] for n in names}
    out["predicted"] = sum((c.here[0] - c.here[1]) * c.count for c in classes)
    out["measured"] = sum(b - a for b, a in out["classes"].values())
    out["agree"] = _agree(out["predicted"], out["measured"], before["peak"])
    return out


def _version_of(python):
    done = subprocess.run([python, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                          stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def _compare_there(runner, classes, script, copy, python):
    version = _version_of(python)
    before = {**runner.plain(python, script), **runner.memory_there(python, script)}
    after = {**runner.plain(python, copy), **runner.memory_there(python, copy)}
    out = _compare(before, after)
    out["version"] = version
    out["classes"] = {c.name: [c.saves[version][0] * c.count, c.saves[version][1] * c.count]
                      for c in classes if version in c.saves}
    out["predicted"] = sum(b - a for b, a in out["classes"].values())
    out["measured"] = before["peak"] - after["peak"]
    out["agree"] = _agree(out["predicted"], out["measured"], before["peak"])
    return out


def apply(program, o):
    """What was changed and how both compare: a dict for JSON."""
    classes = chosen(program)
    if not classes:
        return {"classes": [], "same": True}
    texts = changed_files(program, classes)
    root = os.path.dirname(program.script)
    folder = os.path.abspath(o.copy or os.path.join(root, "slotted"))
    copy = write_copy(program, texts, folder)
    runner = Runner(o, root)
    out = {"classes": [c.name for c in classes], "copy": copy,
           "files": [program.shown(p) for p in texts]}
    out["here"] = _compare_here(runner, classes, program.script, copy)
    out["same"] = out["here"]["same"]
    if o.cpython:
        if os.access(o.cpython, os.X_OK):
            out["cpython"] = _compare_there(runner, classes, program.script, copy, o.cpython)
            out["same"] = out["same"] and out["cpython"]["same"]
        else:
            out["missing"] = o.cpython
    out["in_place"] = bool(o.in_place and out["same"])
    if out["in_place"]:
        for path, text in texts.items():
            with open(path, "wb") as f:
                f.write(text.encode(program.files[path].encoding))
    return out


# ---- the report ----


def _rows(r):
    yield "output", "equal" if r["same"] else "NOT equal", ""
    yield "peak bytes", f"{r['peak'][0]:,}", f"{r['peak'][1]:,}"
    for name, (b, a) in r["classes"].items():
        yield f"class {name}", f"{b:,.0f}", f"{a:,.0f}"
    yield "CPU seconds", f"{r['seconds'][0]:.2f}", f"{r['seconds'][1]:.2f}"


def _table(r, title, put):
    put(f"   {title:<24}{'before':>16}{'after':>16}")
    for name, before, after in _rows(r):
        put(f"     {name:<22}{before:>16}{after:>16}".rstrip())
    p, m = r["predicted"], r["measured"]
    if abs(p) < LITTLE and r["agree"]:
        put("     no gain")
    else:
        put(f"     saving predicted {p:,.0f}, measured {m:,.0f}: "
            + ("they agree" if r["agree"] else "they differ"))


def report(applied, put):
    put("")
    if not applied["classes"]:
        put("--apply: no gain, nothing is changed")
        return
    put(f"--apply: {', '.join(applied['classes'])} in {applied['copy']}"
        + ("; the program itself is changed" if applied["in_place"] else ""))
    _table(applied["here"], "here", put)
    if "cpython" in applied:
        _table(applied["cpython"], f"CPython {applied['cpython']['version']}", put)
    if "missing" in applied:
        put(f"   there is no {applied['missing']}")
