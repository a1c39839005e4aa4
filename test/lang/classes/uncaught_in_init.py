# An uncaught error in nested constructors shows each __init__ frame.
class Engine:
    def __init__(self, power):
        self.power = int(power)

class Car:
    def __init__(self, name, power):
        self.name = name
        self.engine = Engine(power=power)

class Sport(Car):
    def __init__(self, *args):
        super().__init__(*args)

print(Sport("a", "120").engine.power)
Sport("b",
      "fast")
