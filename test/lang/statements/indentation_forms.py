# Blocks may use any consistent indentation, comments and blank lines do not matter (2.1.8).
if True:
 a = 1
 if a:
        b = 2
        if b:

           c = 3
# comment at column 0

           d = 4
        else:
                pass
            # odd comment
 e = 5
print(a, b, c, d, e)
def f():
	x = 1
	if x:
		return "tabs"
print(f())
class K:


    def m(self):

        # comment first
        return 1
    # between
    def n(self): return 2
print(K().m(), K().n())
for src in ("if 1:\npass", "if 1:\n  a\n b", "  a = 1", "if 1:\n\ta\n        b",
            "if 1:\n        a\n\tb", "a\n  b", "if 1:\n  a\n   b", "def f():\n# only comment\n",
            "if 1:\n a\nelse:\n  b\n c", "class C:\n", "for x in y:\n\n\nz", "if 1: a\n  b",
            "try:\n a\n  except: b", "\tif 1:\n\ta"):
    try:
        compile(src, "<t>", "exec"); print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", type(e).__name__, e.msg, e.lineno)
