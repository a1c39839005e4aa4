# Replacement fields hold expressions with conversion and spec; braces double (2.4.3).
x, y, name = 5, 2.5, "Ann"
print(f"{x} {y} {name}", f"{x + 1}{x * y}", f"{{}} {{{x}}} {{x}}", f"", f"plain",
      f"{name!r} {name!s} {name!a}", f"{'é'!a}")
print(f"{x:5}|{x:<5}|{x:^5}|{x:05}|{y:.1f}|{name:>6}|{name!r:>8}|{x:{x}}|{y:{'.3f'}}|{name:{'*'}^{7}}")
print(f"{x=} {y = } {name=!s} {x=:04} {x + 1=}")
print(f"{[1, 2]} {(1, 2)} { {'a': 1} } {x, y} {x if x else y}",
      f"{(lambda v: v * 2)(4)} {[i for i in range(3)]}")
print(f"{name[0]}{name.upper()}{name[::-1]} {len(name)} {name == 'Ann'} {x != 3} {x >= 3} {not x}")
print(f"a" "b{x}" f"{x}" 'c', "p{x}" f"{y}", f'{x}' + "{x}")
print(f"""multi
{x}
{
name
} end""")
print(f"{x!r:^{x}}|{'a' 'b'}|{f'{x}nested{name}'}|{f'{x:>{x}}'}", rf"\n{x}\d", fr"{x}\t", F"{x}",
      Rf"\{x}")
print(f"{3.0!r} {None} {True:d} {b'x'} {...}", f"\n{x}\x41\u00e9\N{BULLET}{y}")
print(f"{x:{'>'}{10}}|{x:{''}}|{'a':{'>'}{x}}", f"{(x := 9)} {x}", f"{x:=+5}", f"{x:=5}")
