# SPDX-License-Identifier: MIT
"""Class variables that stand in for an attribute until an instance has it.

A slot may not have the name of a variable of its own class, and hides one of a base while it is unset. So each
becomes an assignment at the head of __init__, unless __init__ makes it anyway.
"""
import ast
import types

METHOD_LIKE = (types.FunctionType, property, classmethod, staticmethod)


class Default:
    """What happens to one: `drop`, the statement that the slot's own class loses; `value`, what __init__ sets
    (None: it does so already); `why`, what keeps it from being done."""

    def __init__(self, name, holder, statement):
        self.name = name  # as the class's text has it
        self.holder = holder  # the class whose variable it is
        self.statement = statement
        self.drop = False
        self.value = None
        self.why = None


def of(program, c):
    """The defaults of the class's slots-to-be; dataclasses have their own way."""
    from krait import _advice

    if c.text.dataclass is not None:
        return []
    out = []
    for name in c.slots:
        if name in c.text.cached:
            continue
        full = _advice.mangled(name, c.text.name)
        for base in c.cls.__mro__:
            if base is not object and full in base.__dict__:
                d = _default(program, c, name, base, base.__dict__[full])
                if d:
                    out.append(d)
                break
    return out


def _default(program, c, name, base, value):
    holder = program.get(base)
    if not holder or hasattr(type(value), "__set__"):
        return None
    d = Default(name, holder, holder.text.defaults.get(name))
    d.drop = holder is c
    always = always_set(c, name)
    if d.drop and not isinstance(d.statement, (ast.Assign, ast.AnnAssign)):
        d.why = "it is a method"
    elif not always:
        d.value, d.why = _value(d, value)
    if not d.drop and d.value is None and not d.why:
        return None  # hidden, and nobody sees it
    d.why = d.why or d.drop and _stands_apart(d.statement) or _used_through_class(program, c, name)
    if d.value is not None:
        d.why = d.why or _no_init(program, c)
    d.why = d.why or _hidden_below(program, c, name)
    return d


def _value(d, value):
    """(text of what __init__ is to set, why not)"""
    if isinstance(value, METHOD_LIKE):
        return None, "it is a method"
    if d.statement is not None and _is_constant(d.statement.value):
        return ast.unparse(d.statement.value), None
    if not d.drop:
        return f"super().{d.name}", None
    if d.statement is not None and _is_fixed_name(d):
        return ast.unparse(d.statement.value), None
    return None, "its value is no constant, and all instances share it"


def _is_constant(node):
    if isinstance(node, (ast.UnaryOp, ast.BinOp)):
        return all(_is_constant(n) for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr))
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    return isinstance(node, ast.Constant)


def _is_fixed_name(d):
    """Color.RED and the like: reached from a class or module that the file names once."""
    node = d.statement.value
    while isinstance(node, ast.Attribute):
        node = node.value
    if not isinstance(node, ast.Name) or node.id in d.holder.text.defaults:
        return False
    bound = [n for n in d.holder.text.module.tree.body
             if isinstance(n, (ast.ClassDef, ast.Import, ast.ImportFrom)) and node.id in _binds(n)]
    return len(bound) == 1 and "." in ast.unparse(d.statement.value)


def _binds(n):
    if isinstance(n, ast.ClassDef):
        return [n.name]
    return [a.asname or a.name.partition(".")[0] for a in n.names]


def _stands_apart(statement):
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return None if len(targets) == 1 else "it is assigned with others"


def always_set(c, name):
    """The class's own __init__ assigns it whatever happens, before anybody else sees the instance."""
    init = c.text.method("__init__")
    for s in init.node.body if init and init.self_name else ():
        targets = s.targets if isinstance(s, ast.Assign) else []
        if isinstance(s, ast.AnnAssign) and s.value is not None:
            targets = [s.target]
        flat = [e for t in targets for e in (t.elts if isinstance(t, ast.Tuple) else [t])]
        if _mentions(s.value if targets else s, init.self_name):
            return False
        if any(isinstance(t, ast.Attribute) and t.attr == name and isinstance(t.value, ast.Name)
               and t.value.id == init.self_name for t in flat):
            return True
        if not targets and not isinstance(s, ast.Expr):
            return False
    return False


def _mentions(node, self_name):
    """Reads the instance, or hands it on; super() does."""
    return any(isinstance(n, ast.Name) and n.id in (self_name, "super") for n in ast.walk(node))


def _below(program, c):
    return [s for s in program.classes.values() if s is not c and issubclass(s.cls, c.cls)]


def _used_through_class(program, c, name):
    holders = {c.text.name, "cls"} | {s.text.name for s in _below(program, c)}
    for m in program.texts():
        for holder in sorted(holders):
            for at in m.class_uses.get((holder, name), ()):
                return f"it is asked for through the class at {m.path.rpartition('/')[2]}:{at}"
    return None


def _hidden_below(program, c, name):
    for s in _below(program, c):
        if name in s.text.defaults:
            return f"{s.name} has a class variable of that name, too, which would hide the slot"
    return None


def _calls_init(c):
    init = c.text.method("__init__")
    return any(isinstance(n, ast.Attribute) and n.attr == "__init__" for n in ast.walk(init.node))


def _no_init(program, c):
    """Why instances may never come through this class's __init__."""
    init = c.text.method("__init__")
    if init and (not init.self_name or init.decorators):
        return "its __init__ is none of the usual form"
    if not init and _plain_new(c.cls) is None:
        return "arguments go to __new__, and there is no __init__"
    for s in _below(program, c):
        for k in s.cls.__mro__[:s.cls.__mro__.index(c.cls)]:
            if "__init__" in k.__dict__:
                b = program.get(k)
                if not b or not b.text.method("__init__") or not _calls_init(b):
                    return f"{k.__qualname__}.__init__ does not call that of its bases"
    return None


def _plain_new(cls):
    """Whether an __init__ that is added takes arguments to pass on; None: it cannot be added."""
    if cls.__init__ is not object.__init__:
        return True
    return False if cls.__new__ is object.__new__ else None


def apply(edits, program, c):
    """Changes the text of the class: its defaults are set by __init__."""
    from krait import _source

    added = []
    for d in of(program, c):
        comment = _source.drop_statement(edits, c.text, d.statement) if d.drop else ""
        if d.value is None:
            continue
        if c.text.method("__init__"):
            _source.set_in_init(edits, c.text, d.name, d.value, comment)
        else:
            added.append((d.name, d.value))
    if added:
        _source.add_init(edits, c.text, added, _plain_new(c.cls), c.cls.__bases__ != (object,))
