# Identifiers may use Unicode letters and are normalised to NFKC (2.3, PEP 3131).
é = 1
ñandú, 日本, Ωmega, _ö1, ª = 2, 3, 4, 5, 6
print(é, ñandú, 日本, Ωmega, _ö1, a)
ﬁ = "ligature"
print(fi, "fi" in globals(), "ﬁ" in globals())
𝐱 = "bold"
print(x, "x" in globals())
class Ñ:
    atributo_é = 1
    def método(self): return self.atributo_é
print(Ñ().método(), Ñ.__name__, getattr(Ñ(), "atributo_é"), hasattr(Ñ, "atributo_e\u0301"))
def f(*, ключ=0, **другие): return ключ, другие
print(f(ключ=5, ещё=1), f(**{"ключ": 2, "ﬁ": 3}), f(ﬁ=4))
for src in ("a\u0301 = 1", "1é = 1", "€ = 1", "a€ = 1", "x² = 1", "½ = 1", "\u200b = 1",
            "a\u200bb = 1", "a\xa0= 1", "日 本 = 1", "“a” = 1", "x = ‘a’", "a − b", "\U0001f600 = 1",
            "a·b = 1", "℮ = 1", "\u0661a = 1", "a\u0661 = 1", "x = 1\u037e", "π² + 1", "a？", "（a）",
            "$ = 1", "a? = 1", "!a", "a!", "`a`", "a\0b"):
    try:
        compile(src, "<t>", "exec"); print("ok", ascii(src))
    except (SyntaxError, ValueError) as e:
        print(ascii(src), "->", type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
print("é".isidentifier(), "a\u0301".isidentifier(), "℮".isidentifier(), "1a".isidentifier(),
      "\u0661".isidentifier())
