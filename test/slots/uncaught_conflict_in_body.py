# An uncaught conflict with a class variable is reported at the class statement.
class Config:
    __slots__ = ("debug", "path")
    debug = False
