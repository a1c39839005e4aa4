# Leading white space of the source line is stripped before carets are placed (PEP 657).
def f(x):
	if x:
			return g(x)  +  g(None)
def g(x):
        return x  +  1   # trailing comment

print(g(2))
f(1)
