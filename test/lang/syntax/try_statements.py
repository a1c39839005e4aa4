# try needs except or finally; a bare except must be last; star and plain do not mix (8.4).
def show(src, mode="exec"):
    try:
        compile(src, "<test>", mode)
        print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src))
        print("   ", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset,
              repr(e.text))
    except (ValueError, RecursionError, MemoryError) as e:
        print(repr(src)[:60], "->", type(e).__name__, e)

SNIPPETS = [
    'try: a', 'try:\n  a\nb', 'try:\n  a\nelse:\n  b', 'try: a\nfinally: b\nexcept: c',
    'try: a\nexcept: b\nexcept E: c', 'try: a\nexcept: b\nexcept: c', 'try: a\nexcept E, F: b',
    'try: a\nexcept E, F as e: b', 'try: a\nexcept (E, F) as e: b', 'try: a\nexcept E as e.x: b',
    'try: a\nexcept E as (a): b', 'try: a\nexcept E as 1: b', 'try: a\nexcept as e: b',
    'try: a\nexcept E as: b', 'try: a\nexcept* E: b\nexcept F: c',
    'try: a\nexcept E: b\nexcept* F: c', 'try: a\nexcept*: b', 'try: a\nexcept *E as e: b',
    'try: a\nexcept* E, F: b', 'except E: b', 'try: a\nexcept E: b\nelse: c\nelse: d',
    'try: a\nexcept E: b\nfinally: c\nelse: d', 'try: a\nelse: b\nfinally: c',
    'try: a\nfinally: b\nfinally: c', 'try:\n  a\n  except: b',
    'try: a\nexcept E: b\nelse: c\nfinally: d', 'try: a except: b', 'raise', 'raise a, b',
    'raise a from', 'raise from a', 'raise a from b from c', 'raise a b', 'raise *a', 'assert',
    'assert a,', 'assert a, b, c', 'assert a = b', 'assert (a, b) if c else d',
    'def f():\n  try: a\n  except* E: return', 'while 1:\n  try: a\n  except* E: break',
    'for x in y:\n  try: a\n  except* E: continue',
]

for snippet in SNIPPETS:
    show(snippet)
