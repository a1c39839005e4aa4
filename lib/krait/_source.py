# SPDX-License-Identifier: MIT
"""What the text of a program says about its classes, and changes to that text that leave all else as it is."""
import ast
import io
import tokenize

METHODS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _name_of(node):
    """a.b.c of a decorator or base, without its call; '' for what is no name."""
    if isinstance(node, ast.Call):
        node = node.func
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def _class_named(node):
    """The name through which an attribute is asked for; type(x) and x.__class__ count as cls."""
    if isinstance(node, ast.Call) and _name_of(node) == "type" and len(node.args) == 1:
        return "cls"
    if isinstance(node, ast.Attribute) and node.attr != "__class__":
        return node.attr
    return "cls" if isinstance(node, ast.Attribute) else getattr(node, "id", "")


class Method:
    def __init__(self, node):
        self.node = node
        self.name = node.name
        args = node.args.posonlyargs + node.args.args
        self.self_name = args[0].arg if args else None
        self.decorators = [_name_of(d) for d in node.decorator_list]
        self.is_static = "staticmethod" in self.decorators
        self.is_class = "classmethod" in self.decorators or node.name in (
            "__new__", "__init_subclass__", "__class_getitem__")


class ClassText:
    """A class statement."""

    def __init__(self, module, node, qualname):
        self.module = module
        self.node = node
        self.qualname = qualname
        self.name = node.name
        self.line = node.lineno
        self.first = min([node.lineno] + [d.lineno for d in node.decorator_list])
        self.methods = [Method(n) for n in node.body if isinstance(n, METHODS)]
        self.assigned = {}  # attribute -> lines where a method assigns it to self
        self.defaults = {}  # name -> statement that gives the class a variable
        self.annotated = {}  # name -> statement
        self.cached = {}  # cached_property -> line
        self.supers = []  # (super() call, its method)
        self.dynamic = []  # lines of setattr(self, <no constant>, ...)
        self._read()

    def spans(self, line):
        return self.first <= line <= self.node.end_lineno

    def method(self, name):
        return next((m for m in self.methods if m.name == name), None)

    @property
    def dataclass(self):
        """The decorator, or None."""
        for d in self.node.decorator_list:
            if _name_of(d).split(".")[-1] == "dataclass":
                return d
        return None

    def dataclass_option(self, name):
        d = self.dataclass
        for k in d.keywords if isinstance(d, ast.Call) else ():
            if k.arg == name and isinstance(k.value, ast.Constant):
                return k.value.value
        return None

    def _read(self):
        for n in self.node.body:
            if isinstance(n, ast.Assign):
                for t in n.targets:
                    if isinstance(t, ast.Name):
                        self.defaults[t.id] = n
            elif isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name):
                self.annotated[n.target.id] = n
                if n.value is not None:
                    self.defaults[n.target.id] = n
        for m in self.methods:
            if any(d.split(".")[-1] == "cached_property" for d in m.decorators):
                self.cached[m.name] = m.node.lineno
            if m.self_name and not m.is_static and not m.is_class:
                self._read_method(m)

    def _read_method(self, m):
        placed = [n for n in ast.walk(m.node) if isinstance(n, (ast.Attribute, ast.Call))]
        for n in sorted(placed, key=lambda n: (n.lineno, n.col_offset)):
            if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store):
                if isinstance(n.value, ast.Name) and n.value.id == m.self_name:
                    self.assigned.setdefault(n.attr, []).append(n.lineno)
            elif isinstance(n, ast.Call) and isinstance(n.func, ast.Name):
                self._read_call(m, n)

    def _read_call(self, m, n):
        if n.func.id == "super" and not n.args:
            self.supers.append((n, m))
        elif n.func.id == "setattr" and len(n.args) == 3:
            if isinstance(n.args[0], ast.Name) and n.args[0].id == m.self_name:
                if not isinstance(n.args[1], ast.Constant):
                    self.dynamic.append(n.lineno)
                else:
                    self.assigned.setdefault(n.args[1].value, []).append(n.lineno)


class ModuleText:
    """A file of the program."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as f:
            data = f.read()
        self.encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        self.text = data.decode(self.encoding)
        self.lines = self.text.splitlines(keepends=True)
        self.tree = ast.parse(data, path)
        self.classes = {}
        self.loads = {}  # attribute name -> lines where it is read
        self.class_uses = {}  # (name of a class or cls, attribute) -> lines
        self.stores = {}  # attribute name -> lines where it is assigned
        self.dicts = []  # (line, text) where __dict__ or vars(x) is asked for
        self.swaps = []  # (line, name) of x.__class__ = name
        self.imports = {}  # module -> line
        self._walk(self.tree, "")
        self._read()

    def _walk(self, node, prefix):
        for n in ast.iter_child_nodes(node):
            if isinstance(n, ast.ClassDef):
                name = prefix + n.name
                self.classes.setdefault(name, []).append(ClassText(self, n, name))
                self._walk(n, name + ".")
            elif isinstance(n, METHODS):
                self._walk(n, prefix + n.name + ".<locals>.")
            else:
                self._walk(n, prefix)

    def _read(self):
        for n in ast.walk(self.tree):
            if isinstance(n, ast.Attribute):
                self._read_attribute(n)
            elif isinstance(n, ast.Call) and isinstance(n.func, ast.Name):
                args = n.args
                if n.func.id == "vars" and len(args) == 1:
                    self.dicts.append((n.lineno, ast.unparse(n)))
                elif n.func.id in ("getattr", "hasattr") and len(args) > 1:
                    if isinstance(args[1], ast.Constant):
                        self.loads.setdefault(args[1].value, []).append(n.lineno)
                elif n.func.id == "setattr" and len(args) > 1:
                    if isinstance(args[1], ast.Constant):
                        self.stores.setdefault(args[1].value, []).append(n.lineno)
            elif isinstance(n, ast.Import):
                for a in n.names:
                    self.imports.setdefault(a.name.split(".")[0], n.lineno)
            elif isinstance(n, ast.ImportFrom) and n.module:
                self.imports.setdefault(n.module.split(".")[0], n.lineno)
            elif isinstance(n, ast.Assign):
                for t in n.targets:
                    if isinstance(t, ast.Attribute) and t.attr == "__class__":
                        self.swaps.append((n.lineno, _name_of(n.value).split(".")[-1]))

    def _read_attribute(self, n):
        where = self.stores if isinstance(n.ctx, ast.Store) else self.loads
        where.setdefault(n.attr, []).append(n.lineno)
        holder = _class_named(n.value)
        if holder:
            self.class_uses.setdefault((holder, n.attr), []).append(n.lineno)
        if isinstance(n.ctx, ast.Load):
            if n.attr == "__dict__":
                self.dicts.append((n.lineno, ast.unparse(n)))

    def find(self, qualname, first=None):
        """The class statement of this name; of several, the one at that line."""
        found = self.classes.get(qualname, [])
        return next((c for c in found if c.first == first), found[-1] if found else None)

    def line_text(self, line):
        return self.lines[line - 1].strip() if 0 < line <= len(self.lines) else ""


# ---- changing ----


class Edits:
    """Changes to one file, applied from its end so that places stay true."""

    def __init__(self, module):
        self.module = module
        self.list = []

    def put(self, start, end, text):
        """Replaces [start, end), both (line, column in UTF-8 bytes)."""
        self.list.append((start, end, text))

    def insert_line(self, before, text):
        """Whole lines in front of line `before`."""
        self.put((before, 0), (before, 0), text)

    def _offset(self, starts, place):
        line, col = place
        if line > len(self.module.lines):
            return starts[-1]
        raw = self.module.lines[line - 1].encode()
        return starts[line - 1] + len(raw[:col].decode())

    def text(self):
        starts = [0]
        for line in self.module.lines:
            starts.append(starts[-1] + len(line))
        out = self.module.text
        flat = [(self._offset(starts, a), self._offset(starts, b), i, t)
                for i, (a, b, t) in enumerate(self.list)]
        for a, b, _, t in sorted(flat, reverse=True):
            out = out[:a] + t + out[b:]
        return out


def newline_of(module):
    first = module.lines[0] if module.lines else "\n"
    return "\r\n" if first.endswith("\r\n") else "\n"


def header_end(cls):
    """(line on which the class statement's header ends, whether its body follows on the same logical line)"""
    text = "".join(cls.module.lines[cls.line - 1:cls.node.end_lineno])
    depth, end = 0, 0
    for t in tokenize.generate_tokens(io.StringIO(text).readline):
        if end and t.type != tokenize.COMMENT:
            return end, t.type != tokenize.NEWLINE
        if t.type == tokenize.OP and t.string in "([{":
            depth += 1
        elif t.type == tokenize.OP and t.string in ")]}":
            depth -= 1
        elif t.type == tokenize.OP and t.string == ":" and not depth:
            end = cls.line + t.start[0] - 1
    return cls.line, False


def slots_line(names, indent=""):
    """The statement, wrapped when it is long."""
    quoted = [f'"{n}"' for n in names]
    one = indent + "__slots__ = (" + ", ".join(quoted) + ("," if len(quoted) == 1 else "") + ")"
    if len(one) <= 79:
        return one
    lines, now = [indent + "__slots__ = ("], ""
    for q in quoted:
        if now and len(indent) + 4 + len(now) + len(q) + 2 > 79:
            lines.append(indent + "    " + now)
            now = ""
        now += (" " if now else "") + q + ","
    return "\n".join(lines + [indent + "    " + now, indent + ")"])


def _is_filler(statement):
    """pass or ..."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        and statement.value.value is ...)


def add_slots(edits, cls, names):
    """Writes __slots__ as the first statement of the class, behind its docstring."""
    nl = newline_of(cls.module)
    body = cls.node.body
    indent = " " * body[0].col_offset
    if body[0].lineno > cls.line:
        indent = cls.module.lines[body[0].lineno - 1][:body[0].col_offset]
    end, one_line = header_end(cls)
    only_pass = len(body) == 1 and _is_filler(body[0])
    if one_line:  # class A: pass
        start = (body[0].lineno, body[0].col_offset)
        line = slots_line(names)
        if only_pass:
            edits.put(start, (body[0].end_lineno, body[0].end_col_offset), line)
        else:
            edits.put(start, start, line + "; ")
        return
    line = slots_line(names, indent).replace("\n", nl)
    if only_pass:
        at = body[0]
        edits.put((at.lineno, 0), (at.end_lineno, at.end_col_offset), line)
        return
    docstring = (isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
                 and isinstance(body[0].value.value, str))
    after = body[0].end_lineno if docstring else end
    follows = cls.module.lines[after].strip() if after < len(cls.module.lines) else ""
    if docstring and len(body) == 1:
        text = (cls.module.lines[after - 1].endswith("\n") and "" or nl) + nl + line + nl
    elif docstring:
        text = (nl + line + nl) if not follows else (nl + line + nl + nl)
    else:
        starts_def = isinstance(body[0], METHODS + (ast.ClassDef,))
        text = line + nl + (nl if starts_def and follows else "")
    edits.insert_line(after + 1, text)


def add_decorator_option(edits, decorator, options):
    """@dataclass becomes @dataclass(options); further ones follow those that are there."""
    text = ", ".join(options)
    if not isinstance(decorator, ast.Call):
        end = (decorator.end_lineno, decorator.end_col_offset)
        edits.put(end, end, f"({text})")
        return
    parts = decorator.args + [k.value for k in decorator.keywords]
    if parts:
        last = max(parts, key=lambda n: (n.end_lineno, n.end_col_offset))
        end = (last.end_lineno, last.end_col_offset)
        edits.put(end, end, ", " + text)
    else:
        end = (decorator.end_lineno, decorator.end_col_offset)
        edits.put((end[0], end[1] - 1), (end[0], end[1] - 1), text)


def decorator_with(decorator, options):
    """The decorator's text with these options."""
    words = []
    if isinstance(decorator, ast.Call):
        words = [ast.unparse(a) for a in decorator.args]
        words += [f"{k.arg}={ast.unparse(k.value)}" for k in decorator.keywords]
    return f"@{_name_of(decorator)}({', '.join(words + options)})"


def drop_statement(edits, cls, statement):
    """Takes a statement out of the class's body, with its line when it stands alone there. Gives the comment
    that stood behind it."""
    body = cls.node.body
    at = body.index(statement)
    lines = cls.module.lines
    before = body[at - 1] if at and body[at - 1].end_lineno == statement.lineno else None
    behind = body[at + 1] if at + 1 < len(body) and body[at + 1].lineno == statement.end_lineno else None
    start, end = (statement.lineno, statement.col_offset), (statement.end_lineno, statement.end_col_offset)
    if behind:
        edits.put(start, (behind.lineno, behind.col_offset), "")
    elif before:
        edits.put((before.end_lineno, before.end_col_offset), end, "")
    elif header_end(cls)[1]:
        edits.put(start, end, "pass")
    else:
        edits.put((statement.lineno, 0), (statement.end_lineno + 1, 0), "")
        raw = lines[statement.end_lineno - 1].encode()
        return raw[statement.end_col_offset:].decode().strip(" \t;\r\n")
    return ""


def _first_statement(body):
    """Behind the docstring, when something is."""
    first = body[0]
    docstring = (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                 and isinstance(first.value.value, str))
    return body[1] if docstring and len(body) > 1 else first


def set_in_init(edits, cls, name, value, comment=""):
    """self.name = value at the head of the class's __init__."""
    init = cls.method("__init__")
    first = _first_statement(init.node.body)
    line = cls.module.lines[first.lineno - 1]
    indent = line.encode()[:first.col_offset].decode()
    text = f"{init.self_name}.{name} = {value}"
    if indent.strip():  # def __init__(self): ...
        place = (first.lineno, first.col_offset)
        edits.put(place, place, text + "; ")
    else:
        comment = "  " + comment if comment else ""
        edits.insert_line(first.lineno, indent + text + comment + newline_of(cls.module))


def add_init(edits, cls, values, arguments, calls_super):
    """An __init__ at the end of the class's body. values: [(name, text), ...]."""
    nl = newline_of(cls.module)
    last = cls.node.body[-1]
    line = cls.module.lines[cls.node.body[0].lineno - 1].encode()
    indent = line[:cls.node.body[0].col_offset].decode()
    deep = indent + ("\t" if indent.endswith("\t") else "    ")
    given = ", *args, **kwargs" if arguments else ""
    lines = ["", f"{indent}def __init__(self{given}):"]
    lines += [f"{deep}self.{name} = {value}" for name, value in values]
    if calls_super:
        lines.append(f"{deep}super().__init__({given[2:]})")
    ends = cls.module.lines[last.end_lineno - 1].endswith("\n")
    edits.insert_line(last.end_lineno + 1, ("" if ends else nl) + nl.join(lines) + nl)


def call_super_by_name(edits, call, cls, method):
    """super() becomes super(Name, self)."""
    start, end = (call.lineno, call.col_offset), (call.end_lineno, call.end_col_offset)
    name = cls.qualname.rpartition("<locals>.")[2]
    edits.put(start, end, f"super({name}, {method.self_name})")
