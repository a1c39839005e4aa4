# Special methods are not looked for in the instance's dictionary.
class P:
    def __len__(self):
        return 3
p = P()
p.__len__ = lambda: 5
p.__call__ = lambda: "called"
p.__getattr__ = lambda n: "attr"
print(len(p), p.__len__(), p.__dict__.keys())
for action in (lambda: p(), lambda: p.missing):
    try:
        action()
    except (TypeError, AttributeError) as e:
        print(e)
