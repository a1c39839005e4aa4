# Operators need both operands; unknown operator spellings are refused (6).
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
    '1 +', '+', '* 1', '1 * * 2', '1 ** ** 2', 'a ++ b', 'a++', 'a--', '++a', '--a', 'a <> b',
    'a === b', 'a !== b', 'a => b', 'a =< b', 'a && b', 'a || b', '!a', 'a ? b : c', 'a ?? b',
    'a -> b', 'a := b', '(a := )', '(:= a)', 'a . b', 'a .. b', 'a.', 'a.1', '.a', 'a[', 'a[]',
    'a[1:2:3:4]', 'a[1,,2]', 'a[,]', 'a[:, :]', 'a[*]', 'a[*b]', 'a[*b:c]', 'a[b=1]', 'a[yield]',
    'not', 'not not', 'a not', 'a is', 'a is not', 'a in', 'a and', 'a or or b', 'a if b',
    'a if b else', 'if b else c', 'a if else b', 'lambda: ', 'a @ @b', '~', '~a~', 'a % %b',
    'a // / b', 'a <<< b', 'a >> > b', 'a < > b', '1_', '0x', '1__2', '1 if 2 else 3 if', '(a,',
    'a,,b', ',a', ',', 'a, *', '*', '**a', '*a', '*a, *b', '**a, b',
]

for snippet in SNIPPETS:
    show(snippet)
