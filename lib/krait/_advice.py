# SPDX-License-Identifier: MIT
"""From a run and the text of its program to advice: names of slots, what they save, what stands in the way.

The names of the diagnostics are told in docs/advisor.md.
"""
import builtins
import difflib
import os
import sys

from krait import _defaults, _layouts, _source

MAKERS = ("__init__", "__new__", "__post_init__", "__setstate__")
IN_TABLE = (list, dict, set, str, float)  # built-in bases whose size _layouts knows
PAIR = 64  # bytes of an instance below tuple, of two items


class Diagnostic:
    def __init__(self, name, path, line, text, fix="", blocks=False):
        self.name, self.path, self.line = name, path, line
        self.text, self.fix, self.blocks = text, fix, blocks

    def as_json(self):
        return {"name": self.name, "file": self.path, "line": self.line, "text": self.text,
                "fix": self.fix, "blocks": self.blocks}


class Attribute:
    """An attribute that instances have: where it is set first, and whether that is while they are made."""

    def __init__(self, name):
        self.name = name
        self.places = []  # (file, line, qualname, making, made)
        self.seen = False

    @property
    def making(self):
        return any(p[3] for p in self.places)


class ClassAdvice:
    def __init__(self, cls):
        self.cls = cls
        self.name = cls.__qualname__
        self.text = None
        self.path = ""
        self.line = 0
        self.made = 0
        self.count = 0
        self.bytes_here = 0
        self.groups = []  # (names, instances)
        self.wide = set()
        self.attributes = {}
        self.diagnostics = []
        self.slots = []  # to write
        self.weak = False
        self.plain = True  # instances have a __dict__
        self.looked_at = 0  # instances whose __dict__ was asked for
        self.saves = {}  # version -> bytes an instance: (before, after)
        self.here = (0, 0)
        self.fit = 0  # bytes of a slotted cell, as the heap has it; 0: size varies
        self.measured = None

    @property
    def blocked(self):
        return any(d.blocks for d in self.diagnostics)

    def add(self, name, line, text, fix="", blocks=False, path=None):
        path = path or self.path
        for d in self.diagnostics:
            if d.name == name and d.line == line and d.path == path and d.text == text:
                return
        self.diagnostics.append(Diagnostic(name, path, line, text, fix, blocks))

    def gain(self, version):
        before, after = self.saves.get(version, (0, 0))
        return (before - after) * self.count


class Program:
    """The program's files, and its classes with what was seen of them."""

    def __init__(self, run, script):
        self.run = run
        self.script = os.path.abspath(script)
        self.files = {}
        self.classes = {}
        self.moved = []  # (class, what its bases would have, bases whose slots moved into it)
        self._library = [os.path.dirname(os.__file__), os.path.dirname(__file__)]
        self._collect()

    def file_of(self, cls):
        if cls.__module__ == "__main__":
            return self.script
        module = sys.modules.get(cls.__module__)
        path = getattr(module, "__file__", None)
        if not path or not path.endswith(".py"):
            return None
        path = os.path.abspath(path)
        if any(path.startswith(p + os.sep) for p in self._library) or "-packages/" in path:
            return None
        return path

    def source(self, path):
        if path not in self.files:
            try:
                self.files[path] = _source.ModuleText(path)
            except (OSError, SyntaxError, UnicodeError):
                self.files[path] = None
        return self.files[path]

    def shown(self, path):
        """A path as reports have it: from the script's folder."""
        folder = os.path.dirname(self.script) + os.sep
        return path[len(folder):] if path and path.startswith(folder) else path

    def texts(self):
        return [m for m in self.files.values() if m]

    def get(self, cls):
        return self.classes.get(id(cls))

    def _collect(self):
        self.source(self.script)
        for cls, made, *_ in self.run.classes:
            for c in cls.__mro__:
                self._add_class(c)
            if self.get(cls):
                self.get(cls).made = made
        for row in self.run.layouts:
            self._add_layout(row)
        for event in self.run.events:
            self._add_event(event)
        for cls, made, died, most, views, _ in self.run.classes:
            c = self.get(cls)
            if c and died:
                self._scale(c, most)
            if c:
                looked_at = min(views, made) * c.count // made if made else 0
                unit = c.count // 256 + 1  # one that is dropped and asked for again counts twice
                c.looked_at = looked_at // unit * unit

    def _add_class(self, cls):
        if id(cls) in self.classes or not cls.__flags__ & 512 or type(cls).__module__ == "enum":
            return
        path = self.file_of(cls)
        source = path and self.source(path)
        if not source:
            return
        c = ClassAdvice(cls)
        c.path = path
        c.text = source.find(cls.__qualname__, _first_line(cls, source))
        if not c.text:
            return
        c.line = c.text.line
        c.plain = _has_dict(cls)
        self.classes[id(cls)] = c

    def _add_layout(self, row):
        cls, names, wide, plain, dicted, n, cells, buffers, extra, dicts, fit = row
        c = self.get(cls)
        if not c:
            return
        c.count += n
        c.fit = max(c.fit, fit)
        c.bytes_here += cells + extra + (dicts if dicted else 0)  # views last until the next collection
        slots = {n for b in cls.__mro__ for n in _slot_names(b)}
        names = [name for a in names if (name := str(a).partition("\x01")[0]) not in slots]
        c.groups.append((names, n))
        c.wide.update(a for a, w in zip(names, wide) if w)
        if dicted:
            c.dict_mode = True
        for a in names:
            c.attributes.setdefault(a, Attribute(a)).seen = True

    @staticmethod
    def _scale(c, most):
        """More instances lived at once than when the heap was counted last: in the same proportions."""
        if not c.count or most <= c.count:
            return
        c.bytes_here = c.bytes_here * most / c.count
        groups = [(names, n * most // c.count) for names, n in c.groups]
        rest = most - sum(n for _, n in groups)
        c.groups = [(names, n + (rest if not i else 0)) for i, (names, n) in enumerate(groups)]
        c.count = most

    def _add_event(self, event):
        what, cls, name, path, qualname, line, making, made = event
        c = self.get(cls)
        if not c:
            return
        making = making or (qualname or "").rpartition(".")[2] in MAKERS and _is_of(cls, qualname)
        place = (path, line, qualname, making, made)
        if what == "field":
            a = c.attributes.setdefault(name, Attribute(name))
            a.seen = True
            a.places.append(place)
        elif what == "weak":
            c.weak_place = place
            c.weak = True
        elif what == "view":
            c.view_place = place
        elif what == "dict":
            c.dict_place = place


def _is_of(cls, qualname):
    owner = qualname.rpartition(".")[0]
    return any(b.__qualname__ == owner for b in cls.__mro__)


def _first_line(cls, source):
    """Of several classes of one name, which: by the code of a method."""
    for v in vars(cls).values():
        code = getattr(getattr(v, "__func__", v), "__code__", None)
        if code and code.co_filename == source.path:
            for c in source.classes.get(cls.__qualname__, ()):
                if c.spans(code.co_firstlineno):
                    return c.first
    return None


def _has_dict(cls):
    return getattr(cls, "__dictoffset__", 0) != 0


def unmangled(name, cls_name):
    prefix = "_" + cls_name.lstrip("_") + "__"
    return "__" + name[len(prefix):] if name.startswith(prefix) else name


def mangled(name, cls_name):
    if name.startswith("__") and not name.endswith("__"):
        return "_" + cls_name.lstrip("_") + name
    return name


# ---- whose slot an attribute becomes ----


def _owner(program, c, attribute):
    """The class among c's bases whose methods set the attribute; c itself when none does."""
    for base in reversed(c.cls.__mro__):
        b = program.get(base)
        if not b or not b.plain:
            continue
        if unmangled(attribute.name, b.text.name) in b.text.assigned:
            return b
        if b.text.dataclass is not None and attribute.name in b.text.annotated:
            return b
    return c


def fields_of(cls):
    """Names of a dataclass's fields that instances have: no ClassVar, no InitVar."""
    fields = getattr(cls, "__dataclass_fields__", {})
    return [n for n, f in fields.items() if getattr(f._field_type, "name", "") == "_FIELD"]


def _is_descriptor(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return hasattr(type(base.__dict__[name]), "__set__")
    return False


def _wanted(program, c):
    """Attributes of a class: seen in its instances, and those that its methods would set."""
    names = [n for n, a in c.attributes.items() if isinstance(n, str)
             and (n != "__orig_class__" or _read(program, n))]  # typing does without when there is no place
    for name in c.text.assigned:
        full = mangled(name, c.text.name)
        if full not in c.attributes and not _is_descriptor(c.cls, full):
            names.append(full)
    if c.text.dataclass is not None:
        names += [f for f in fields_of(c.cls) if f in c.text.annotated and f not in names]
    return names


def give_slots(program):
    """Fills `slots` of every plain class of the program."""
    plain = [c for c in program.classes.values() if c.plain]
    owned = {id(c.cls): [] for c in plain}
    for c in sorted(plain, key=lambda c: len(c.cls.__mro__)):
        for name in _wanted(program, c):
            if _is_slot_of_base(c.cls, name):
                continue
            a = c.attributes.get(name) or Attribute(name)
            owner = _owner(program, c, a)
            mine = owned[id(owner.cls)]
            inherited = any(name in owned.get(id(b), ()) for b in owner.cls.__mro__[1:])
            if name not in mine and not inherited:
                mine.append(name)
    for c in plain:
        names = owned[id(c.cls)]
        order = list(c.text.annotated) + list(c.text.assigned)
        names.sort(key=lambda n: _place(order, unmangled(n, c.text.name)))
        c.slots = [unmangled(n, c.text.name) for n in names]
    for c in plain:  # one statement may have made several
        same = [s for s in plain if s.text is c.text]
        c.slots = list(dict.fromkeys(n for s in same for n in s.slots))
    _move_down(program)
    for c in plain:
        if c.weak and not _has_weak_slot(c):
            root = _topmost(program, c)
            root.weak_slot = True


def _move_down(program):
    """Of two bases with slots, one that has no instances of its own leaves its slots to the classes below."""
    for c in sorted(program.classes.values(), key=lambda c: len(c.cls.__mro__)):
        heavy = _heavy_bases(program, c)
        if not heavy:
            continue
        said = _with_slots(heavy)
        fixed = [base for base, _ in heavy if not _may_move(program, base)]
        keep = fixed[0] if fixed else max(heavy, key=lambda row: len(row[1]))[0]
        if len(fixed) > 1:
            continue
        for base in (base for base, _ in heavy if base is not keep):
            for b in _with_own_slots(program, base):
                if not issubclass(keep, b.cls):
                    _leave_to_below(program, b)
        program.moved.append((c, said, [base.__qualname__ for base, _ in heavy if base is not keep]))


def _with_own_slots(program, base):
    return [b for b in map(program.get, base.__mro__) if b and b.slots]


def _may_move(program, base):
    """All slots of the base are still to be written, and none of its classes has instances of its own."""
    return not any(_slot_names(b) for b in base.__mro__) and all(
        not b.made and b.text.dataclass is None for b in _with_own_slots(program, base))


def _leave_to_below(program, b):
    names = [mangled(n, b.text.name) for n in b.slots]
    b.slots = []
    below = [s for s in program.classes.values() if s is not b and s.plain and issubclass(s.cls, b.cls)]
    for s in sorted(below, key=lambda s: len(s.cls.__mro__)):
        if any(program.get(k) in below for k in s.cls.__mro__[1:]) or s.text.dataclass is not None:
            continue  # it inherits them
        s.slots += [n for n in names if n not in s.slots]


def _place(order, name):
    return order.index(name) if name in order else len(order)


def _is_slot_of_base(cls, name):
    return any(name in _slot_names(b) for b in cls.__mro__)


def _slot_names(cls):
    slots = cls.__dict__.get("__slots__", ())
    if isinstance(slots, str):
        slots = (slots,)
    return [mangled(s, cls.__name__) for s in slots]


def _has_weak_slot(c):
    return any("__weakref__" in _slot_names(b) for b in c.cls.__mro__)


def _topmost(program, c):
    """The base of c that weak references are made possible in: c itself unless its base is plain, too."""
    for base in reversed(c.cls.__mro__):
        b = program.get(base)
        if b and b.plain and b.slots:
            return b
    return c


# ---- diagnostics ----


def diagnose(program):
    for c in list(program.classes.values()):
        if c.plain:
            _bases(program, c)
            _class_defaults(program, c)
            _cached(program, c)
            _outside(program, c)
            _weak(program, c)
            _pickled(program, c)
            _data(program, c)
            _dynamic(program, c)
            _looked_at(program, c)
            _half_slotted(program, c)
        else:
            _never_assigned(program, c)
        _misspelt(program, c)
    _conflicts(program)
    _failed(program)
    _spread_blocks(program)


def _where(program, place):
    return f"{program.shown(place[0])}:{place[1]}"


def _bases(program, c):
    for base in c.cls.__mro__[1:]:
        if base is object or not _has_dict(base):
            continue
        b = program.get(base)
        if b:
            if base in c.cls.__bases__:
                what = "is empty" if not b.slots else "has no __slots__"
                c.add("unslotted-base", b.line,
                      f"base {b.name} {what}: its instances and those of {c.name} have a __dict__ while"
                      " that is so", f"{b.name}: " + _source.slots_line(b.slots), path=b.path)
            continue
        name = base.__qualname__ if base.__module__ in ("builtins", "__main__") else (
            f"{base.__module__}.{base.__qualname__}")
        c.add("unslotted-base", c.line,
              f"base {name} is not of this program and gives every instance a __dict__",
              "hold one in an attribute instead of inheriting from it", blocks=True)
        return
    kind = next((b for b in (int, tuple, bytes) if issubclass(c.cls, b)), None)
    if kind and c.slots:
        c.add("variable-base", c.line,
              f"instances of {kind.__name__} vary in size, so that a class below it may not have slots",
              "keep the value in an attribute, or the attributes elsewhere", blocks=True)


def _class_defaults(program, c):
    for d in _defaults.of(program, c):
        if d.drop:
            text = f"{d.name} is a class variable, too, and a slot may not be"
        else:
            text = (f"{d.name} is a class variable of {d.holder.name}, which a slot of {c.name} hides while it"
                    " is unset")
        if d.why:
            text += f"; {d.why}"
        fix = f"set it in {c.name}.__init__" + (f": self.{d.name} = {d.value}" if d.value else "")
        if d.value is None and not d.why:
            fix = "take it out: __init__ sets it in any case"
        line = d.statement.lineno if d.statement is not None else d.holder.line
        c.add("class-default", line, text, fix, blocks=bool(d.why), path=d.holder.path)


def _cached(program, c):
    for name, line in c.text.cached.items():
        if name in c.slots:
            c.slots.remove(name)
        c.add("cached-property", line, f"cached_property {name} keeps its value in the __dict__",
              f'a property that keeps it in a slot of another name, such as "_{name}"', blocks=True)


def _inside(program, c, place):
    """The place lies in a method of the class or one of its bases."""
    if place[3] and (place[0] or "").startswith("<"):
        return True
    for base in c.cls.__mro__:
        b = program.get(base)
        if b and place[0] == b.path and b.text.spans(place[1]):
            return True
    return False


def _outside(program, c):
    for name, a in c.attributes.items():
        if name in c.text.cached:
            continue
        for place in a.places[:1]:
            if not _inside(program, c, place) and place[0] in program.files:
                c.add("set-outside", place[1], f"{name} is set from outside, in {place[2]}",
                      f"it has a place among the slots; better set it in {c.name}.__init__",
                      path=place[0])


def _weak(program, c):
    if not c.weak or _has_weak_slot(c):
        return
    place = c.weak_place
    owner = _topmost(program, c)
    fix = ("@dataclass(slots=True, weakref_slot=True)" if owner.text.dataclass is not None
           else f'"__weakref__" among the slots of {owner.name}')
    c.add("weakref-needed", place[1], f"a weak reference to an instance is taken, in {place[2]}", fix,
          path=place[0])


def _pickled(program, c):
    used = [(m, line) for m in program.texts() for name, line in m.imports.items()
            if name in ("pickle", "copy", "shelve", "multiprocessing")]
    if not used:
        return
    own = {m.name for m in c.text.methods}
    if own & {"__reduce__", "__reduce_ex__", "__setstate__"}:
        return
    where = f"{program.shown(used[0][0].path)}:{used[0][1]}"
    if c.text.dataclass is not None and c.text.dataclass_option("frozen"):
        c.add("frozen-pickle", c.line,
              f"a frozen dataclass is pickled or copied ({where}): with a __slots__ line of its own its"
              " state could not be set again",
              "@dataclass(frozen=True, slots=True) writes __getstate__ and __setstate__")
    elif "__setattr__" in own and _refuses(c.text.method("__setattr__")):
        c.add("frozen-pickle", c.text.method("__setattr__").node.lineno,
              f"__setattr__ refuses, and instances are pickled or copied ({where}): the state of slots is"
              " set through it", "write __getstate__, and __setstate__ with object.__setattr__", blocks=True)


def _refuses(method):
    import ast

    return any(isinstance(n, ast.Raise) for n in ast.walk(method.node))


def _data(program, c):
    if c.text.dataclass is None:
        return
    fields = fields_of(c.cls)
    for name in list(c.slots):
        if name not in fields:
            a = c.attributes.get(name)
            line = a.places[0][1] if a and a.places else c.line
            c.add("set-outside", line, f"{name} is no field, and dataclass(slots=True) makes slots of fields",
                  f"declare it: {name}: object = field(init=False, repr=False, compare=False)", blocks=True)
    for call, method in c.text.supers:
        c.add("dataclass-super", call.lineno,
              f"super() in {method.name}: before CPython 3.14 it means the class that slots=True replaces",
              f"super({c.name.rpartition('<locals>.')[2]}, {method.self_name})")


def _dynamic(program, c):
    for line in c.text.dynamic:
        c.add("dynamic-attributes", line, "names of attributes are computed", "write them out", blocks=True)
    place = getattr(c, "dict_place", None)
    if place and getattr(c, "dict_mode", False):
        c.add("dynamic-attributes", place[1], f"instances keep attributes of many names, since {place[2]}",
              "keep them in a dict of their own", blocks=True, path=place[0])


def _looked_at(program, c):
    place = getattr(c, "view_place", None)
    source = place and program.files.get(place[0])
    if source:
        for line, text in source.dicts:
            if line == place[1]:
                c.add("dict-used", line, f"{text} needs a __dict__",
                      "go through the names: {n: getattr(x, n) for n in x.__slots__}", blocks=True,
                      path=place[0])
    for m in program.texts():
        for line, name in m.swaps:
            if any(program.get(b) and program.get(b).text.name == name for b in c.cls.__mro__) or any(
                    s.text.name == name for s in _below(program, c)):
                c.add("class-changed", line, f"an object turns into a {name}: both must have the same slots",
                      "hold what changes in an attribute", blocks=True, path=m.path)


def _half_slotted(program, c):
    """A class with __slots__ whose instances have a __dict__ all the same."""
    if "__slots__" not in c.cls.__dict__:
        return
    line = c.text.defaults["__slots__"].lineno if "__slots__" in c.text.defaults else c.line
    if "__dict__" in _slot_names(c.cls):
        c.add("dict-used", line, "__dict__ is among its slots", "name the attributes instead", blocks=True)
    elif c.slots:
        c.add("set-outside", line, f"{', '.join(c.slots)}: not among its slots, and kept in the __dict__",
              "add them to its __slots__", blocks=True)


def _below(program, c):
    return [s for s in program.classes.values() if s is not c and issubclass(s.cls, c.cls)]


def _stored(program, name):
    return any(name in m.stores for m in program.texts())


def _read(program, name):
    return any(name in m.loads for m in program.texts())


def _never_assigned(program, c):
    unset = program.run.unset.get(id(c.cls), ())
    for name in _slot_names(c.cls):
        bare = unmangled(name, c.text.name)
        if bare in ("__weakref__", "__dict__") or _stored(program, bare):
            continue
        if name in unset and c.count:
            line = next((i for i in range(c.text.first, c.text.node.end_lineno + 1)
                         if f'"{bare}"' in c.text.module.line_text(i)
                         or f"'{bare}'" in c.text.module.line_text(i)), c.line)
            c.unused = getattr(c, "unused", 0) + 1
            c.add("never-assigned", line, f"slot {bare} is never assigned", "leave it out")


def _misspelt(program, c):
    for name, a in c.attributes.items():
        if a.making or not a.places or _read(program, unmangled(name, c.text.name)):
            continue
        others = [n for n in c.attributes if n != name]
        near = difflib.get_close_matches(name, others, 1, 0.75)
        if near:
            c.add("misspelt", a.places[0][1], f"{name} is set here and never read: is {near[0]} meant?",
                  f"with slots and without {name} among them this raises AttributeError",
                  path=a.places[0][0])


def _failed(program):
    """The program ended by setting a name that a slotted class has not."""
    e = program.run.error
    if not isinstance(e, AttributeError):
        return
    obj, name, tb = e.obj, e.name, e.__traceback__
    text = str(e)
    if name is None and "has no attribute '" in text:
        name = text.rpartition("attribute '")[2].rstrip("'")
    for c in program.classes.values():
        if c.plain or not (obj is None and text.startswith(f"'{c.cls.__name__}'") or type(obj) is c.cls):
            continue
        slots = [s for b in c.cls.__mro__ for s in _slot_names(b)]
        near = difflib.get_close_matches(name or "", slots, 1, 0.7)
        while tb.tb_next:
            tb = tb.tb_next
        if near:
            c.add("misspelt", tb.tb_lineno, f"{c.name} has no slot {name}: is {near[0]} meant?",
                  path=tb.tb_frame.f_code.co_filename)


def _heavy_bases(program, c):
    """Bases of c that would both have slots, with their names; [] where one of them is above the others."""
    heavy = []
    for base in c.cls.__bases__:
        names = [n for b in base.__mro__ for n in _slots_after(program, b)]
        covered = any(base is not o and issubclass(o, base) for o in c.cls.__bases__)
        if names and not covered:
            heavy.append((base, names))
    if len(heavy) < 2 or any(issubclass(heavy[0][0], b) for b, _ in heavy[1:]):
        return []
    return heavy


def _with_slots(heavy):
    return " and ".join(f"{b.__qualname__} ({', '.join(dict.fromkeys(n))})" for b, n in heavy)


def _conflicts(program):
    """Two bases that would both have slots cannot have one subclass."""
    for c, said, moved in program.moved:
        c.add("slotted-bases", c.line, f"bases {said} would both have slots",
              f"{', '.join(moved)}: __slots__ = (), the names in {c.name}")
    for c in program.classes.values():
        heavy = _heavy_bases(program, c)
        if not heavy:
            continue
        said = _with_slots(heavy)
        c.add("slotted-bases", c.line, f"bases {said} would both have slots",
              f"__slots__ = () in all but one of them, their names in {c.name}", blocks=True)
        for base, _ in heavy:
            b = program.get(base)
            if b and b.plain:
                b.add("slotted-bases", c.line, f"{c.name} inherits from {said}: only one may have slots",
                      f"__slots__ = () in all but one of them, their names in {c.name}", blocks=True,
                      path=c.path)


def _slots_after(program, cls):
    c = program.get(cls)
    return (c.slots if c and c.plain else []) + [n for n in _slot_names(cls) if n not in ("__dict__", "__weakref__")]


def _spread_blocks(program):
    """A class whose base stays as it is keeps its __dict__."""
    for c in sorted(program.classes.values(), key=lambda c: len(c.cls.__mro__)):
        for base in c.cls.__mro__[1:]:
            b = program.get(base)
            if c.plain and b and b.plain and b.blocked and not c.blocked:
                first = next(d for d in b.diagnostics if d.blocks)
                c.add("unslotted-base", b.line, f"base {b.name} stays without slots ({first.name})",
                      first.fix, blocks=True, path=b.path)


# ---- figures ----


def base_kind(cls):
    """Name of the built-in class in front of the fields, where its layout is in the table; else None."""
    for b in cls.__mro__:
        if b is object:
            return "object"
        if b.__module__ == "builtins" and b in IN_TABLE:
            return b.__name__
        if b.__module__ == "builtins" and hasattr(builtins, b.__name__):
            return None
        if not b.__flags__ & 512:
            return None
    return None


def _all_slots(program, cls):
    names = []
    for b in cls.__mro__:
        for n in _slots_after(program, b):
            names.append(mangled(n, b.__name__))
    return names


def reckon(program):
    """Fills in what each class takes, plain and slotted."""
    for c in program.classes.values():
        if not c.count:
            continue
        base = base_kind(c.cls)
        slots = _all_slots(program, c.cls)
        c.total_slots = slots
        wide = len([n for n in slots if n in c.wide])
        mean_here = c.bytes_here / c.count
        c.has_weak = _has_weak_slot(c) or any(
            getattr(program.get(b), "weak_slot", False) for b in c.cls.__mro__ if program.get(b))
        if not c.plain:
            fewer = getattr(c, "unused", 0)
            least = _layouts.here(len(slots) - fewer - wide, wide)
            c.here = (mean_here, least if fewer and base == "object" else mean_here)
            for v in _layouts.VERSIONS if base else ():
                now = _layouts.slotted(v, len(slots), c.has_weak, base)
                c.saves[v.name] = (now, now - 8 * fewer)
            continue
        if issubclass(c.cls, tuple) and not slots:
            for v in _layouts.VERSIONS:
                c.saves[v.name] = (PAIR + v.tuple_dict, PAIR)
        after = _layouts.here(len(slots) - wide, wide) if base == "object" else c.fit or mean_here
        c.here = (mean_here, after)
        old = len([n for b in c.cls.__mro__ for n in _slot_names(b) if n not in ("__dict__", "__weakref__")])
        c.old_slots = old
        first = [(a.places[0][4], n) for n, a in c.attributes.items() if a.places]
        first += [(1, n) for n, a in c.attributes.items() if not a.places]
        c.first = sorted(first, key=lambda row: row[0])
        for v in _layouts.VERSIONS if base else ():
            before = _layouts.plain(v, c.groups, c.first, base, c.looked_at,
                                    c.made > 2 * c.count) / c.count + 8 * old
            c.saves[v.name] = (before, _layouts.slotted(v, len(slots), c.has_weak, base))


def advise(run, script):
    program = Program(run, script)
    give_slots(program)
    diagnose(program)
    reckon(program)
    return program
