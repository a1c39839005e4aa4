# isinstance with abstract classes.
# ends: stop
# grants: files
# memory: 512M
# time: 0.03

import collections.abc
class A(collections.abc.Sized.__class__("A", (), {})): pass
while True:
    c = type("C", (), {})
    isinstance(c(), collections.abc.Mapping)
