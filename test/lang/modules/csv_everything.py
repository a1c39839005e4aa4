# _csv: dialects, reading and writing, and what they refuse.
import _csv
from _csv import *

def t(f, *a, **k):
    try: print(getattr(f, "__name__", "?"), [x if isinstance(x, (str, int, list)) else type(x) for x in a], k, repr(f(*a, **k))[:200].split(" object at")[0])
    except BaseException as e: print(getattr(f, "__name__", "?"), [x if isinstance(x, (str, int, list)) else type(x) for x in a], k, type(e).__name__, e)

def d(x): return (x.delimiter, x.doublequote, x.escapechar, x.lineterminator, x.quotechar, x.quoting, x.skipinitialspace, x.strict)
def dd(*a, **k): return d(Dialect(*a, **k))
for k in ({}, dict(delimiter=";"), dict(delimiter=""), dict(delimiter="ab"), dict(delimiter=3), dict(delimiter=None), dict(quotechar=None), dict(quotechar=None, quoting=3), dict(quotechar="ab"), dict(quotechar=3), dict(quotechar=""), dict(escapechar="x"), dict(escapechar=None), dict(escapechar=""), dict(escapechar=4), dict(lineterminator="\n"), dict(lineterminator=None), dict(lineterminator=3), dict(quoting=1), dict(quoting=4), dict(quoting=-1), dict(quoting="x"), dict(quoting=None), dict(quoting=1.0), dict(doublequote=0), dict(doublequote=[]), dict(strict="x"), dict(skipinitialspace=1), dict(delimiter="é"), dict(quoting=True), dict(delimiter=b",")): t(dd, **k)
class C:
    delimiter = ":"; quoting = 2; lineterminator = "!"
t(dd, C); t(dd, C()); t(dd, C, delimiter="|"); t(dd, "nope"); t(dd, None); t(dd, Dialect(C)); t(dd, C, 3); t(dd, 3); print(Dialect(x := Dialect()) is x, Dialect(x, strict=1) is x)
t(register_dialect, "c", C); t(register_dialect, "e", delimiter="#"); t(register_dialect); t(register_dialect, 3); t(register_dialect, "x", C, 3); t(register_dialect, "x", delimiter=3); print(sorted(list_dialects())); t(get_dialect, "nope"); print(d(get_dialect("c")), d(get_dialect(name="e"))); t(unregister_dialect, "nope"); t(unregister_dialect, "e"); print(list_dialects(), type(_csv._dialects)); t(dd, "c"); t(get_dialect); t(get_dialect, [])
t(field_size_limit); t(field_size_limit, 10); t(field_size_limit, "x"); t(field_size_limit, 131072); t(field_size_limit, 2**80)
def rd(lines, *a, **k): return list(reader(lines, *a, **k))
for s in ("a,b,c", "a,b\n", "", "\n", "a,,b", ",", '"a,b",c', '"a""b",c', '"a\nb",c', "a b, c", '"a"b,c', 'a"b,c', '"a', '"a" ,b', "a\rb", "a\r\nb", "a\nb", "a\\,b", "1,2.5,x", '"1",2', "a\0b", "  a,  b", "a\\", '"a\\"b"', "'a,b',c", "a|b", '"",""', '"a"\r\n', "é,ü", "\ufeff,1e5"):
    for k in ({}, dict(strict=True), dict(quoting=QUOTE_NONE), dict(quoting=QUOTE_NONNUMERIC), dict(escapechar="\\"), dict(escapechar="\\", quoting=QUOTE_NONE), dict(doublequote=False), dict(skipinitialspace=True), dict(quotechar="'"), dict(delimiter="|")): t(rd, [s], **k)
t(rd, ['"a\n', 'b"\n', "c"]); t(rd, ["a\n", "b\\\n", "c"], escapechar="\\"); t(rd, [3]); t(rd, [b"a"]); t(rd, 3); t(rd, ["a"], "nope"); t(rd, ["a"], C); t(reader); t(reader, [], C, 3); t(rd, ["a:b"], "c"); t(rd, ['"a', "b"], strict=True); t(rd, ['a"', '"b'], strict=True)
r = reader(["a\n", '"b\n', 'c"\n']); print(next(r), r.line_num, next(r), r.line_num, d(r.dialect)[:2], next(r, "end"), iter(r) is r)
field_size_limit(3); t(rd, ["abcd"]); t(rd, ["abc,abc"]); t(rd, ['"abcd"']); field_size_limit(131072)
class O:
    def __init__(self): self.s = ""
    def write(self, s): self.s += s; return len(s)
def wr(rows, *a, **k):
    o = O(); w = writer(o, *a, **k); r = w.writerow(rows); return o.s, r
class S:
    def __str__(self): return "s,s"
    __repr__ = __str__
class F(float): pass
for row in (["a", "b"], [], [""], ["", ""], [None], [None, 1], [1, 2.5, "x"], ["a,b"], ['a"b'], ["a\nb"], ["a\rb"], [" a "], ["a\\b"], [S()], [1e300, True, F(2.5)], ("t",), "str", {"k": 1}, iter([1]), ["'"], ["a b"], ["é"], [b"x"], [10**30, -1], ["\0"], ["#"], [float("nan"), float("inf")], ["a\r\n"], ['"']):
    for k in ({}, dict(quoting=QUOTE_ALL), dict(quoting=QUOTE_NONE), dict(quoting=QUOTE_NONNUMERIC), dict(escapechar="\\"), dict(escapechar="\\", quoting=QUOTE_NONE), dict(escapechar="\\", doublequote=False), dict(doublequote=False), dict(quotechar="'", delimiter=" "), dict(lineterminator="#"), dict(quotechar=None, quoting=QUOTE_NONE, escapechar="x")):
        if not hasattr(row, "__next__"): t(wr, row, **k)
t(wr, 3); t(writer); t(writer, 3); t(writer, O(), C, 3); t(writer, O(), quoting=9); o = O(); w = writer(o, "c"); t(w.writerows, [[1, "a"], ["b"]]); t(w.writerows, 3); t(w.writerows, [[1], 3]); print(repr(o.s), d(w.dialect)[:1]); t(w.writerow)
class B:
    write = lambda self, s: 1 / 0
t(writer(B()).writerow, [1])

t(x.__reduce__); t(x.__reduce_ex__, 2); t(setattr, x, "delimiter", "x"); print(Error.__mro__[1], Error.__module__, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, Reader, Writer, Dialect, type(reader([])) is Reader)
class D2(Dialect): pass
t(lambda: d(D2(delimiter="x"))); print(_csv.__version__)
