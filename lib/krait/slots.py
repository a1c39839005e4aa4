# SPDX-License-Identifier: MIT
"""krait -m krait.slots [OPTIONS] SCRIPT [ARG...]

Runs a program and says, for each of its classes, what __slots__ would save here and on CPython, the line to
write, and what stands in the way.

  --apply          write the change to a copy, run the program and the copy, compare
  --in-place       with --apply: the files themselves are changed once the copy gave the same output
  --copy DIR       where the copy goes (slotted/ beside the script)
  --cpython[=PROG] with --apply: compare under CPython, too (/usr/bin/python3.11)
  --stdin FILE     what the program reads when it is run again for --apply (nothing)
  --json           the advice as JSON
  -o FILE          the report goes there (standard output)
  --no-measure     figures of CPython 3.11 by its layout rules only
  --all            classes with nothing to gain as well
  --progress       a progress line on standard error (the default at a terminal)
"""
import sys

CPYTHON = "/usr/bin/python3.11"
LEAST = 1024  # bytes that a class must save in all


class Options:
    def __init__(self):
        self.apply = self.in_place = self.json = self.all = False
        self.copy = None
        self.cpython = None
        self.stdin = None
        self.output = None
        self.measure = True
        self.progress = sys.stderr is not None and sys.stderr.isatty()
        self.script = None
        self.args = []


def usage(text):
    print(f"krait.slots: {text}\nTry: krait -m krait.slots --help", file=sys.stderr)
    raise SystemExit(2)


FLAGS = {"--apply": ("apply", True), "--in-place": ("in_place", True), "--json": ("json", True),
         "--all": ("all", True), "--no-measure": ("measure", False), "--progress": ("progress", True),
         "--cpython": ("cpython", CPYTHON)}
VALUES = {"--copy": "copy", "--cpython": "cpython", "--stdin": "stdin", "-o": "output"}


def parse(argv):
    o, i = Options(), 0
    while i < len(argv) and argv[i].startswith("-"):
        word, eq, value = argv[i].partition("=")
        i += 1
        if word in ("-h", "--help"):
            print(__doc__.strip())
            raise SystemExit(0)
        if word in FLAGS and not eq:
            setattr(o, *FLAGS[word])
        elif word in VALUES:
            if not eq:
                if i == len(argv):
                    usage(f"{word} needs a value")
                value, i = argv[i], i + 1
            setattr(o, VALUES[word], value)
        else:
            usage(f"unknown option {word}")
    if i == len(argv):
        usage("which program?")
    o.script, o.args = argv[i], argv[i + 1:]
    if o.in_place:
        o.apply = True
    return o


# ---- measuring ----


def measure(program, python, version):
    """Has clones of the classes measured by a CPython of that version. False: there is none."""
    import json
    import os
    import subprocess

    from krait import _advice

    specs, classes = [], []
    for c in program.classes.values():
        base = _advice.base_kind(c.cls)
        if not c.plain or not c.count or base is None or not c.slots and not c.saves:
            continue
        if c.old_slots or base in ("str", "float"):
            continue
        early = [n for at, n in c.first if at <= 64]
        specs.append({"base": base, "early": early, "groups": c.groups, "weak": c.has_weak,
                      "slots": list(dict.fromkeys(c.total_slots))})
        classes.append(c)
    if not specs or not os.access(python, os.X_OK):
        return False
    probe = os.path.join(os.path.dirname(__file__), "_probe.py")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run([python, "-I", "-S", probe, "clones"], input=json.dumps(specs).encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    if done.returncode:
        return False
    for c, pair in zip(classes, json.loads(done.stdout)):
        if pair:
            c.measured_on = getattr(c, "measured_on", {})
            c.measured_on[version] = pair
    return True


def interpreters():
    """CPythons whose figures can be measured: version -> program."""
    import os

    found = {}
    for minor in (11, 12, 13, 14):
        path = f"/usr/bin/python3.{minor}"
        if os.access(path, os.X_OK):
            found[f"3.{minor}"] = path
    return found


# ---- the report ----


def number(n):
    return f"{n:,.0f}"


def _bytes_each(n):
    return f"{n:.0f}" if abs(n - round(n)) < 0.05 else f"{n:.1f}"


def order(program):
    told = [c for c in program.classes.values() if c.made or c.count]

    def key(c):
        if passing(c):
            return (0, 0, 0, c.path, c.line)
        here = (c.here[0] - c.here[1]) * c.count
        return (-max(c.gain("3.11"), 0), -here, -c.count, c.path, c.line)

    return sorted(told, key=key)


def has_gain(c):
    """Something that is worth a line: at least 1 KB in all."""
    return max(c.gain("3.11"), (c.here[0] - c.here[1]) * c.count) >= LEAST


def passing(c):
    """Few instances that come and go: how many of them a census meets is chance, and is not told."""
    return c.plain and c.made > c.count and not has_gain(c)


def lines_of_attributes(program, c):
    """Attributes and when they come: those of one place together."""
    out = {}
    for name in sorted(c.attributes, key=lambda n: _first_of(c, n)):
        a = c.attributes[name]
        if name in c.text.cached:
            where = "later, by cached_property"
        elif not a.places:
            where = "from the class's slots"
        else:
            path, line, qualname, making, _ = a.places[0]
            if making and path and path.startswith("<"):
                where = "while made, in the generated __init__"
            elif making:
                where = f"while made, in {qualname}"
            else:
                where = f"later, in {qualname} ({program.shown(path)}:{line})"
        out.setdefault(where, []).append(_written(c, name))
    unseen = [s for s in c.slots if s not in c.attributes and _full(c, s) not in c.attributes]
    if unseen:
        out["in no run so far"] = unseen
    return [f"{', '.join(names)}: {where}" for where, names in out.items()]


def _written(c, name):
    """The name as the class's text has it: __x, not _C__x."""
    from krait import _advice

    for base in c.cls.__mro__:
        bare = _advice.unmangled(name, base.__name__)
        if bare != name:
            return bare
    return name


def _full(c, name):
    from krait import _advice

    return _advice.mangled(name, c.text.name)


def _first_of(c, name):
    a = c.attributes[name]
    return a.places[0][4] if a.places else 0


def figures(c):
    """Lines about here and each CPython."""
    before, after = c.here
    if not c.fit:
        yield "here", f"{_bytes_each(before)} bytes each; slotted not told, since their size varies"
    elif before - after >= 0.5:
        yield "here", (f"saves {_bytes_each(before - after)} bytes each,"
                       f" {number((before - after) * c.count)} in all"
                       f" ({_bytes_each(before)} -> {_bytes_each(after)})")
    elif after - before >= 0.5:
        yield "here", (f"costs {_bytes_each(after - before)} bytes each"
                       f" ({_bytes_each(before)} -> {_bytes_each(after)}): some have not all attributes")
    else:
        yield "here", f"no gain: {_bytes_each(before)} bytes each either way"
    for v, (before, after) in c.saves.items():
        saved = before - after
        measured = getattr(c, "measured_on", {}).get(v)
        how = "by layout, not measured"
        if measured:
            how = f"measured {_bytes_each(measured[0])} -> {_bytes_each(measured[1])}"
        if saved <= -0.5:
            yield f"CPython {v}", (f"costs {_bytes_each(-saved)} bytes each"
                                   f" ({_bytes_each(before)} -> {_bytes_each(after)}); {how}")
        elif saved < 0.5:
            yield f"CPython {v}", f"no gain: {_bytes_each(before)} bytes each either way"
        else:
            yield f"CPython {v}", (f"saves {_bytes_each(saved)} bytes each, {number(saved * c.count)} in all"
                                   f" ({_bytes_each(before)} -> {_bytes_each(after)}); {how}")
    if not c.saves:
        yield "CPython", "not told: the layout of its built-in base is not in the table"


def write_lines(program, c):
    """What to write, for the class and the bases that must have slots, too."""
    from krait import _source

    if not c.plain:
        unused = [d for d in c.diagnostics if d.name == "never-assigned"]
        return ["fewer slots: see below"] if unused else []
    if "__slots__" in c.cls.__dict__ and not c.slots:
        return ["its __slots__ as they are; they serve once its bases have some"]
    if c.text.dataclass is not None:
        return [_source.decorator_with(c.text.dataclass, dataclass_options(c))]
    return _source.slots_line(slots_to_write(c)).split("\n")


def dataclass_options(c):
    return ["slots=True"] + (["weakref_slot=True"] if getattr(c, "weak_slot", False) else [])


def slots_to_write(c):
    return c.slots + (["__weakref__"] if getattr(c, "weak_slot", False) else [])


def report_class(program, c, place, put):
    shown = f"{program.shown(c.path)}:{c.line}"
    count = f"{number(c.count)} at the peak"
    if passing(c):
        count = f"{number(c.made)} made, few at a time"
    elif c.made > c.count:
        count += f" of {number(c.made)} made"
    put(f"{place}. class {c.name} ({shown}): {count}")
    if not c.plain:
        put("   has slots    " + ", ".join(getattr(c, "total_slots", [])))
    for i, line in enumerate(lines_of_attributes(program, c) if c.plain else ()):
        put(f"   {'attributes' if not i else '':<13}{line}")
    for name, text in figures(c) if c.count and not passing(c) else ():
        put(f"   {name:<13}{text}")
    lines = write_lines(program, c)
    if not has_gain(c) and c.plain:
        lines = ["nothing: no gain"]
    for i, line in enumerate(lines):
        label = "" if i else "then write" if c.blocked and has_gain(c) else "write"
        put(f"   {label:<13}{line}")
    for i, d in enumerate(c.diagnostics):
        label = "" if i else "in the way"
        must = "" if d.blocks else " (can be done)"
        put(f"   {label:<13}{d.name}: {program.shown(d.path)}:{d.line}: {d.text}")
        if d.fix:
            put(f"   {'':<13}  -> {d.fix}{must}")
    put("")


def report(program, o, put):
    told = order(program)
    shown = [c for c in told if o.all or has_gain(c) or c.diagnostics]
    name = program.script.rpartition("/")[2]
    what = "1 class" if len(told) == 1 else f"{len(told)} classes"
    put(f"krait.slots: {name}: {what} of the program seen, {len(shown)} told of")
    put("")
    gaining = [c for c in told if not c.blocked and has_gain(c)]
    total = sum(max(c.gain("3.11"), 0) for c in gaining)
    for i, c in enumerate(shown):
        report_class(program, c, i + 1, put)
    here = sum(max((c.here[0] - c.here[1]) * c.count, 0) for c in gaining)
    put("in all: here " + (f"{number(here)} bytes" if here >= LEAST else "no gain") + ", on CPython 3.11 "
        + (f"{number(total)} bytes" if total >= LEAST else "no gain")
        + (", where nothing stands in the way" if any(c.blocked for c in told) else ""))


def as_json(program):
    classes = []
    for c in order(program):
        classes.append({
            "class": c.name, "file": program.shown(c.path), "line": c.line, "made": c.made,
            "instances": c.count, "plain": c.plain,
            "attributes": {n: [{"file": program.shown(p[0]), "line": p[1], "in": p[2], "making": p[3]}
                               for p in a.places] for n, a in c.attributes.items()},
            "here": {"before": c.here[0], "after": c.here[1]},
            "cpython": {v: {"before": b, "after": a,
                            "measured": getattr(c, "measured_on", {}).get(v)}
                        for v, (b, a) in c.saves.items()},
            "write": write_lines(program, c), "blocked": c.blocked,
            "diagnostics": [{**d.as_json(), "file": program.shown(d.path)} for d in c.diagnostics]})
    return {"script": program.shown(program.script), "status": program.run.status,
            "peak": program.run.peak, "classes": classes}


def advise(o):
    """The program is run and looked into."""
    import os

    from krait import _watch

    if not os.path.isfile(o.script):
        usage(f"there is no file {o.script}")
    run = _watch.watch(os.path.abspath(o.script), o.args, o.progress)
    from krait import _advice

    program = _advice.advise(run, o.script)
    if o.measure:
        for version, python in interpreters().items():
            measure(program, python, version)
    return program


def main(argv=None):
    o = parse(sys.argv[1:] if argv is None else argv)
    program = advise(o)
    out = open(o.output, "w") if o.output else sys.stdout

    def put(line):
        print(line, file=out)

    applied = None
    if o.apply:
        from krait import _apply

        applied = _apply.apply(program, o)
    if o.json:
        import json

        data = as_json(program)
        if applied:
            data["applied"] = applied
        put(json.dumps(data, indent=1))
    else:
        report(program, o, put)
        if applied:
            from krait import _apply

            _apply.report(applied, put)
    out.flush()
    if applied and not applied["same"]:
        return 1
    return program.run.status


if __name__ == "__main__":
    sys.exit(main())
