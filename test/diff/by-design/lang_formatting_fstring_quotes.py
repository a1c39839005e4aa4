# The expression of an f-string may not hold its quotes, backslashes or comments before Python 3.12 (2.4.3).
# differs: by design, f-strings are read as Python 3.12 does (PEP 701), and what 3.11 rejects is accepted
for source in ["f'{'a'}'", "f'{\"\\n\"}'", "f'''{3  # three\n}'''", "f'{chr(65)}'"]:
    try:
        print(repr(eval(source)))
    except SyntaxError as error:
        print(error.msg)
