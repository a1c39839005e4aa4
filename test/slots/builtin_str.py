# A str with slots.
class Name(str):
    __slots__ = ("lang",)
    def __new__(cls, text, lang):
        self = super().__new__(cls, text)
        self.lang = lang
        return self
n = Name("Amir", "en")
print(n, n.lang, len(n), n == "Amir", hash(n) == hash("Amir"), {n: 1}["Amir"])
print(type(n.upper()), hasattr(n, "__dict__"))
try:
    n.other = 1
except AttributeError as e:
    print(e)
n.lang = n
print(n.lang.lang is n)
n.lang = None
