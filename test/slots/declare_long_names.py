# Long and non-ASCII names are slots like others; text errors name them.
long = "n" * 500
C = type("C", (), {"__slots__": [long, "größe"]})
c = C()
try:
    getattr(c, long)
except AttributeError as e:
    print(len(str(e)))
c.größe = 1
setattr(c, long, 2)
print(c.größe, getattr(c, long), C.größe)
try:
    c.große = 1
except AttributeError as e:
    print(e)
