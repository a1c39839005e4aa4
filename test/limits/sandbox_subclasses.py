# Classes found by __subclasses__ reach no file.
# ends: done
# prints: []
found = []
def walk(c, seen):
    for s in type.__subclasses__(c):
        if s not in seen:
            seen.add(s)
            walk(s, seen)
seen = set()
walk(().__class__.__mro__[1], seen)
for c in seen:
    if 'IO' in c.__name__ or 'socket' in c.__name__.lower() or 'Loader' in c.__name__:
        for args in ('/etc/passwd',), (0,), (3, 'r'), ('x', '/etc/passwd'):
            try: o = c(*args)
            except BaseException: continue
            for m in 'read', 'get_data', 'get_source':
                try: text = getattr(o, m)('/etc/passwd') if m != 'read' else o.read(100)
                except BaseException: continue
                if text and text != '/etc/passwd' and 'root' in str(text): found.append((c, m))
print(found)
