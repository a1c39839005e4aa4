# A class's namespace is searched by equality, so a key that is no str may answer for a name (3.3.2).
# differs: by design, attributes of classes are found by names; a key that is no str is in __dict__ but takes part in no attribute lookup
class Key:
    def __hash__(self):
        return hash("name")
    def __eq__(self, other):
        print("compared")
        return True


made = type("Made", (), {Key(): "found"})
print(getattr(made, "name", "absent"), [type(key).__name__ for key in vars(made) if type(key) is not str])
