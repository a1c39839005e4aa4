# csv reads and writes quoted fields; shlex splits shell words (library, csv, shlex).
import csv, io, shlex
rows = [["a", "b c", 'q"uote'], ["x,y", "line\nbreak", ""], [1, 2.5, None]]
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(rows[0]))
w.writerows(rows[1:])
print(repr(out.getvalue()))
print(list(csv.reader(io.StringIO(out.getvalue()))), list(csv.reader(["a;'b;c';d"], delimiter=";",
      quotechar="'")), list(csv.reader(['"1",2.5'],
      quoting=csv.QUOTE_NONNUMERIC)))
d = io.StringIO()
dw = csv.DictWriter(d, ["k", "v"], restval="-", extrasaction="ignore",
                                       lineterminator="\n")
dw.writeheader()
dw.writerow({"k": 1,
                                               "z": 9})
print(repr(d.getvalue()), list(csv.DictReader(io.StringIO("a,b\n1,2\n3\n4,5,6\n"))))
o = io.StringIO()
csv.writer(o, quoting=csv.QUOTE_ALL, lineterminator="|").writerow(["a",
        1])
csv.writer(o, quoting=csv.QUOTE_NONE, escapechar="\\",
                        lineterminator="|").writerow(["a,b", 'c"'])
csv.writer(o,
                                "excel-tab").writerow("ab")
print(repr(o.getvalue()), csv.list_dialects())
for f in (lambda: csv.writer(5), lambda: csv.reader(5), lambda: list(csv.reader(["a"],
          delimiter="ab")), lambda: csv.DictWriter(d, ["k"]).writerow({"z": 1}),
          lambda: list(csv.reader(['"a" b'], strict=True)), lambda: csv.writer(o,
          quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.writer(o).writerow(5),
          lambda: list(csv.reader([b"a"])), lambda: csv.get_dialect("no")):
    try:
        print(f())
    except (TypeError, ValueError, csv.Error) as e:
        print(type(e).__name__, e)
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # h"), shlex.split("a # b", comments=True),
      shlex.quote("it's"), shlex.quote("safe"), shlex.join(["a b", "c"]), shlex.split(""),
      csv.Sniffer().sniff("a;b;c\n1;2;3").delimiter)
try:
    shlex.split("'open")
except ValueError as e:
    print(e)
