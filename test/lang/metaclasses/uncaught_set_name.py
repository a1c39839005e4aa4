# An uncaught error from __set_name__ is printed with the original error as its cause (3.3.3.6).
class Field:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        if name == "id":
            raise AttributeError("reserved: " + name)
        print("field", owner.__name__, name)

class Row:
    name = Field(str)
    id = Field(int)
