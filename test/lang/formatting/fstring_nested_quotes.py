# Nested f-strings and format specs with other quotes and triple quotes (2.4.3).
d = {"k": {"n": [1, 2]}, 'q"': 5}
w, p = 8, 3
print(f"{d['k']['n'][0]} {d['k']}", f'{d["k"]["n"]}', f'''{d['q"']}''', f"""{d["k"]["n"][1]}""")
print(f"{f'{p}':>{w}}|{f'{w:0{p}}'}|{3.14159:{w}.{p}}|{3.14159:{f'{w}'}.{p}f}|")
print(f"{'{'}{'}'} {{{{{p}}}}} {'}' * 2}")
print(f"{d['k']['n']!r:>{w + 2}}|{','.join(str(i) for i in range(p))}|{'a' if p > 2 else 'b'}|{p if p else None!r}" if p else "")
print(f"""{'a' 'b'!r}""")
print(f"""{
    p +
    w
} {
    'x'
    'y'
}""")
print(f"{p:>{w}}{'':->{w}}{'é':*^{p}}{'日本':>{w}}|", f"{-p:+05d} {p:+05d} {p: d}",
      f"{w:#x} {w:#o} {w:#b} {255:X}")
print(f"{'ab'[0]}{'ab'[-1:]}{d.get('zz', 'dflt')}{(1, 2)[1]}{ {1, 1} }{[*range(2)]}{max(1, p)}{print.__name__}")
print(f'{p:{"<"}{w}}|{p!s:{"^"}{w}}|', f"{'a'!r}" f'{"b"!r}' """c""" f'''{'d'}''')
