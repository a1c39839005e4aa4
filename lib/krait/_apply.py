# SPDX-License-Identifier: MIT
"""Writes the advice into a copy of the program, runs both, and compares."""
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile

from krait import _defaults, _source

AGREE = 0.02  # of the larger: predicted and measured savings that differ by less agree
ENOUGH = 0.5  # of the instances at the peak: a census that found fewer does not tell what one takes
LITTLE = 64  # bytes in all that are no gain: a few instances were made before a float was met


def _bases_to_change(program, c):
    """Plain classes of the program that must have slots so that c's instances have no __dict__."""
    return [b for b in map(program.get, c.cls.__mro__) if b and b.plain]


def gaining(program):
    """Classes that are changed for their own sake, most gain first."""
    from krait import slots

    return [c for c in slots.order(program)
            if c.plain and not c.blocked and slots.has_gain(c)
            or not c.plain and getattr(c, "unused", 0) and _literal_slots(c) is not None]


def with_bases(program, classes):
    """These and the plain bases that must have slots for it."""
    out = []
    for c in classes:
        for b in _bases_to_change(program, c) if c.plain else [c]:
            if b not in out:
                out.append(b)
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


def _change(edits, program, c):
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
        _defaults.apply(edits, program, c)


def changed_files(program, classes):
    """path -> new text. Of several classes that one statement made, the first stands for all."""
    edits, seen = {}, set()
    for c in classes:
        if c.path not in edits:
            edits[c.path] = _source.Edits(c.text.module)
        if c.text not in seen:
            seen.add(c.text)
            _change(edits[c.path], program, c)
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
        with open(self.o.stdin or os.devnull, "rb") as stdin:
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
        def run(what):
            with tempfile.NamedTemporaryFile() as f:
                return self._run([python, self.probe, "run", f.name, what, script, *self.o.args], f.name)[1]

        data = run("memory")
        found = run(str(data["largest"])).get("classes", {}) if "largest" in data else {}
        return {"peak": data.get("peak", 0), "found": found}

    def memory_here(self, script):
        with tempfile.NamedTemporaryFile() as f:
            _, data = self._run([sys.executable, "-m", "krait.slots", "--json", "--no-measure", "-o", f.name,
                                 script, *self.o.args], f.name)
        classes = {}
        for c in data.get("classes", ()):
            classes[c["class"]] = classes.get(c["class"], 0) + c["here"]["before"] * c["instances"]
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
    names = dict.fromkeys(c.name for c in classes if c.count and c.fit)  # of varying size: nothing was predicted
    out["classes"] = {n: [before["classes"].get(n, 0), after["classes"].get(n, 0)] for n in names}
    out["predicted"] = sum((c.here[0] - c.here[1]) * c.count for c in classes)
    out["measured"] = sum(b - a for b, a in out["classes"].values())
    out["agree"] = _agree(out["predicted"], out["measured"], before["peak"])
    return out


def _version_of(python):
    done = subprocess.run([python, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                          stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def _bytes_there(c, version, before, after):
    """Bytes of the class's instances before and after, as they were measured; None: they were not.

    What the run's census found goes for as many as live at the peak; where it found hardly any, a clone does."""
    key = f"{c.cls.__module__}:{c.cls.__qualname__}"
    found = [run["found"].get(key, (0, 0)) for run in (before, after)]
    if min(n for n, _ in found) >= max(c.count * ENOUGH, 1):
        return [size * c.count / n for n, size in found]
    pair = getattr(c, "measured_on", {}).get(version)
    return pair and [each * c.count for each in pair]


def _compare_there(runner, classes, script, copy, python):
    version = _version_of(python)
    before = {**runner.plain(python, script), **runner.memory_there(python, script)}
    after = {**runner.plain(python, copy), **runner.memory_there(python, copy)}
    out = _compare(before, after)
    out["version"] = version
    out["classes"] = {}
    out["predicted"] = out["measured"] = 0
    for c in classes:
        measured = c.count and version in c.saves and _bytes_there(c, version, before, after)
        if measured:
            sums = out["classes"].get(c.name, [0, 0])
            out["classes"][c.name] = [a + b for a, b in zip(sums, measured)]
            out["predicted"] += (c.saves[version][0] - c.saves[version][1]) * c.count
            out["measured"] += measured[0] - measured[1]
    out["agree"] = _agree(out["predicted"], out["measured"], before["peak"])
    return out


class Applied:
    """The copy, and which classes' changes are in it."""

    def __init__(self, program, o):
        self.program, self.o = program, o
        self.root = os.path.dirname(program.script)
        self.folder = os.path.abspath(o.copy or os.path.join(self.root, "slotted"))
        self.runner = Runner(o, self.root)
        self.pythons = [sys.executable]
        if o.cpython and os.access(o.cpython, os.X_OK):
            self.pythons.append(o.cpython)
        self.written = {}

    def write(self, seeds):
        """Files that an earlier attempt changed are as they were again."""
        self.classes = with_bases(self.program, seeds)
        self.texts = changed_files(self.program, self.classes)
        before = {p: self.program.files[p].text for p in self.written}
        self.written = {**before, **self.texts}
        self.copy = write_copy(self.program, self.written, self.folder)

    def differs(self, python, script):
        """From the program under the same Python."""
        first, second = self.runner.plain(python, self.program.script), self.runner.plain(python, script)
        return (first["output"], first["status"]) != (second["output"], second["status"])

    def keep_output(self):
        """Writes the change. Where the output differs it finds out whose change does that, and leaves that class
        alone. False: the program's output differs from itself."""
        seeds = gaining(self.program)
        self.write(seeds)
        wrong = [p for p in self.pythons if self.differs(p, self.copy)]
        if not wrong:
            return True
        if any(self.differs(p, self.program.script) for p in wrong):
            return False
        kept = []
        for c in seeds:
            self.write([*kept, c])
            if any(self.differs(p, self.copy) for p in wrong):
                c.add("output-differs", c.line, "with these slots the program's output is not the same",
                      "compare the two by hand", blocks=True)
            else:
                kept.append(c)
        self.write(kept)
        return True


def apply(program, o):
    """What was changed and how both compare: a dict for JSON."""
    if not gaining(program):
        return {"classes": [], "same": True}
    a = Applied(program, o)
    steady = a.keep_output()
    if not a.classes:
        return {"classes": [], "same": True}
    out = {"classes": list(dict.fromkeys(c.name for c in a.classes)), "copy": a.copy, "steady": steady,
           "files": [program.shown(p) for p in a.texts]}
    out["here"] = _compare_here(a.runner, a.classes, program.script, a.copy)
    out["same"] = out["here"]["same"]
    for python in a.pythons[1:]:
        out["cpython"] = _compare_there(a.runner, a.classes, program.script, a.copy, python)
        out["same"] = out["same"] and out["cpython"]["same"]
    if o.cpython and not a.pythons[1:]:
        out["missing"] = o.cpython
    out["in_place"] = bool(o.in_place and out["same"])
    if out["in_place"]:
        for path, text in a.texts.items():
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
    if not applied["steady"]:
        put("   the program's output differs from run to run")
    if "missing" in applied:
        put(f"   there is no {applied['missing']}")
