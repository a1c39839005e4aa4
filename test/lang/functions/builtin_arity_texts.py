# Built-in functions word their argument errors with their own name (library, built-in functions).
for call in (lambda: len(), lambda: len(1, 2), lambda: ord(), lambda: [].append(),
             lambda: [].append(1, 2),
             lambda: {}.get(), lambda: "".join(), lambda: isinstance(1), lambda: abs(1, 2),
             lambda: len(x=1), lambda: [].pop(1, 2), lambda: "".upper(1), lambda: {}.keys(1),
             lambda: divmod(1), lambda: [].insert(1), lambda: "".replace("a"), lambda: chr(),
             lambda: getattr(1), lambda: pow(2), lambda: sorted(), lambda: hash(), lambda: iter(),
             lambda: next(), lambda: callable(), lambda: [].sort(1)):
    try:
        print(call())
    except TypeError as e:
        print(e)
