# The message of an uncaught error when the name went with the dictionary.
class P:
    def __init__(self):
        self.name = "x"
p = P()
p.__dict__ = {"nome": 1}
print(p.nome)
p.name
