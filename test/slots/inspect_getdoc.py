# "The values of the dictionary can be used to provide per-attribute docstrings that will be
# differs: _ast is not there yet
# recognised by inspect.getdoc() and displayed in the output of help()."
import inspect
class P:
    "A point."
    __slots__ = {"x": "the abscissa", "y": """the
        ordinate""", "z": None}
class Q(P):
    __slots__ = {"w": "the weight"}
print(repr(inspect.getdoc(P.x)), repr(inspect.getdoc(P.y)), inspect.getdoc(P.z))
print(inspect.getdoc(Q.w), inspect.getdoc(Q.x), inspect.getdoc(P))
print(inspect.ismemberdescriptor(P.x), inspect.isdatadescriptor(P.x), inspect.ismethoddescriptor(P.x))
