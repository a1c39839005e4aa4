# A constructor that assigns an unlisted name.
class User:
    __slots__ = ("name",)
    def __init__(self, name):
        self.name = name
        self.email = f"{name}@example.org"
User("amir")
