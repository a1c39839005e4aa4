# *_ skips any number of items without binding; star captures give lists (8.6.4.8).
def f(v):
    match v:
        case [1, *_, 2]: return "1..2"
        case _: return None
for src, vals in (("[*_]", ([], [1], (1, 2), "x", None)), ("[_, *_]", ([], [1], [1, 2])),
                  ("[*_, _, _]", ([1], [1, 2], [1, 2, 3])),
                  ("[a, *b]", ([1], (1, 2, 3))), ("[*a, b, c]", ([1, 2], range(5))),
                  ("[a, *b, c, d]", ([1, 2], [1, 2, 3], "abcd", list("abcd"))),
                  ("[[*a], *b]", ([[]], [[1, 2], 3], ["s"])), ("(*a,)", ((), [1])),
                  ("*a, b", ((1, 2),)), ("[1, *a, 1]", ([1], [1, 1], [1, 2, 1]))):
    for v in vals:
        ns = {"v": v}
        exec(f"match v:\n case {src}: r = {{k: x for k, x in locals().items() if len(k) == 1 and k != 'v'}}\n case _: r = None", ns)
        print(src, v, ns["r"] and {k: x for k, x in ns["r"].items() if k in "abcd"})
