# string.Template, Formatter and constants; textwrap wraps, fills, dedents and shortens (library, string, textwrap).
# differs: regular expressions (_sre) are not there yet
import string, textwrap
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace),
      string.capwords("hello big  world"), string.capwords("a-b", "-"))
t = string.Template("$who likes ${what}s for $$5 $$")
print(t.substitute(who="Ann", what="pear"), t.safe_substitute(who="Bob"), t.template)
for f in (lambda: t.substitute(who="x"), lambda: string.Template("$ bad").substitute(),
          lambda: string.Template("a $1").substitute({})):
    try:
        f()
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
class F(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f"<{k}>") if isinstance(k, str) else a[k]
    def convert_field(self, v, c): return str(v).upper() if c == "u" else super().convert_field(v,
            c)
print(F().format("{a} {b!u} {0} {c:>5}", 1, b="bee"),
      list(string.Formatter().parse("a{b!r:>{w}}c{{}}{d}")))
text = "The quick brown fox jumped over the lazy dog. It was not amused; rather-so-long-hyphenated-words follow."
print(textwrap.fill(text, 30), textwrap.wrap(text, 20)[:3], textwrap.fill(text, 25,
      initial_indent="* ", subsequent_indent="  "), sep="\n")
print(repr(textwrap.dedent("\n    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb\n", "> ")),
      textwrap.shorten(text, 25), textwrap.shorten("one two three", 9, placeholder="~"),
      textwrap.wrap(""), textwrap.wrap("abcdefghij", 4), textwrap.wrap("abcdefghij kl", 4,
      break_long_words=False), textwrap.wrap("a  b\tc\nd", 80),
      textwrap.wrap("x" * 5 + " " + "y" * 5, 5, max_lines=1, placeholder="…"))
