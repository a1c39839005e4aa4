# Each kind of expression marks its own failing part; all are shown as one chain of contexts (PEP 657).
a, s, d, n = 1, "s", {"k": [1]}, None
TESTS = (
    lambda: (a + 1) < (s * 2),
    lambda: a in n or True,
    lambda: -s if a else +s,
    lambda: d["k"][1:2][0] + 1,
    lambda: (d)["k"] ["x"],
    lambda: s.upper().lower(1, 2).strip(),
    lambda: [i / 0 for i in (1, 2)],
    lambda: f"{a} {n + 1!r:>5} tail",
    lambda: (a if n else s) @ (d),
    lambda: len(a, b=s) if not n else 0,
    lambda: {"x": 1, **a},
    lambda: (lambda q: q.missing)(s),
    lambda: a < 2 < s < 3,
    lambda: (y := a) + (z := s),
    lambda: s[a:][5] and d,
    lambda: ~(a * 2.5),
)

def run(i):
    try:
        TESTS[i]()
    except Exception as e:
        print(i, type(e).__name__)
        if i + 1 == len(TESTS):
            raise
        run(i + 1)

run(0)
