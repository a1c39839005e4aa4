# The = specifier prints the expression text as written, then its repr or formatted value (2.4.3, 3.8).
x, s, d = 3, "a'b", {"k": 1.5}
print(f"{x=}", f"{x =}", f"{x= }", f"{ x = }", f"{x  =  }")
print(f"{s=}", f"{s=!s}", f"{s=!r}", f"{s=!a}", f"{s=:>6}", f"{s=!r:>8}", f"{s = !s:^7}|")
print(f"{x+1=}", f"{x + 1 = }", f"{d['k']=:.3f}", f"{len(s)=}", f"{[x, s]=}", f"{x==3=}",
      f"{(x:=4)=}", f"{'lit'=}")
print(f"{x=}{x=}, {x=:{x}}|", f"<{x = :<5}>", f"{x=:d}", f"{x:=5}", f"{x=:=5}")
print(f"""{
x
= }""")
print(f"{x < 5 = }", f"{x <= 5=}", f"{x != 5=}", f"{x >= 5 = }",
      f"{lambda_ if (lambda_ := 1) else 0=}", f"{s.upper()=}", f"{s[0]=}")
class R:
    def __repr__(self): return "repr"
    def __str__(self): return "str"
    def __format__(self, s): return f"fmt<{s}>"
r = R()
print(f"{r=}", f"{r=:}", f"{r=:s}", f"{r=!s}", f"{r=!r:s}", f"{r = !s:>5}")
print(f"{'é' + 'ü'=}", f"{x   +   1=}")
