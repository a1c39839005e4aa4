# '__dict__' or '__weakref__' named twice is an error.
for names in (("__dict__", "__dict__"), ("__weakref__", "__weakref__"), ("__dict__", "x", "__dict__")):
    try:
        type("C", (), {"__slots__": names})
    except TypeError as e:
        print(names, e)
