# lineno and offset count lines and characters, also behind continuations, tabs and wide characters (library, exceptions).
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
    '\n\n\nx = = 1', 'x = (1,\n     2,\n     3 4)', 'a = 1; b = 2; c = = 3',
    'if 1:\n    x = 1\n    y = ]', "'''\na\nb\n''' + ", "é = 'ü' +", "x = '日本' 5", '\tx = = 1',
    'if 1:\n\tx = = 1', 'x = \\\n  1 \\\n  = 2 = 3', 'def f():\n    pass\n\n\ndef g(:\n    pass',
    '# é comment\nx = é é', 'x = 1 # comment\ny = (', "a = '''é\nü''' b", '\ufeffx = = 1',
    'x = 1\r\ny = = 2\r\n', 'x = 1\ry = = 2', '(\n(\n[\n)', "x = {\n 'a': 1\n 'b': 2\n}",
    'f(a,\n  b=1,\n  c)', 'try:\n  x\n\n\ny = 1', "if x:\n  '''doc\n  ''' = 1",
    'class C:\n    def f(self):\n        return 1 2', "print('ä', x y)", 'x = "é" "\\x"',
    'for é in ü: 1 = 2', 'a.é() = 1', 'f(é=1, é=2)', 'def f(ü, ü): pass', '\n\n  x',
    'x = (\n# comment\n\n= 1)', '[\n  1,\n  2\n  3\n]', 'x = 1 if 2 else\n\n', 'lambda é: é é',
    '@é\nx', 'x\n\ny\n\nimport é as', '\\\n\\\nx = = 1', "'a\\\nb\\\nc' = 1",
    'x = 5\nf()\n1 = 2\n',
]

for snippet in SNIPPETS:
    show(snippet)
