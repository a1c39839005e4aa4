# "The values of the dictionary can be used to provide per-attribute docstrings that will be
# recognised by inspect.getdoc() and displayed in the output of help()."  The descriptor's own
# __doc__ stays None; library/inspect_getdoc has the rest.
class C:
    __slots__ = {"x": "doc of x", "y": None}
print(C.x.__doc__, C.y.__doc__, C.__slots__["x"], C().__slots__["y"])
