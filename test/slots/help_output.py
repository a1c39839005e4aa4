# help() of a slotted class shows the docs of its slots.
# differs: _ast is not there yet
import pydoc
class P:
    "A point."
    __slots__ = {"x": "the abscissa", "y": "the ordinate"}
    def move(self, dx):
        "Moves it."
print(pydoc.plain(pydoc.render_doc(P)))
