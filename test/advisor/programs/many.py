"""Cars with more attributes than CPython's classes share keys, floats among them; and what gains nothing."""


class Car:
    def __init__(self, n):
        self.number = n
        self.maker = "maker"
        self.model = "model"
        self.colour = "grey"
        self.doors = 4
        self.seats = 5
        self.gears = 6
        self.length = 4.1 + n
        self.width = 1.8
        self.height = 1.5
        self.weight = 1200
        self.power = 80
        self.torque = 200
        self.cylinders = 4
        self.fuel = "petrol"
        self.tank = 50
        self.range = 700
        self.top = 180
        self.year = 2000 + n % 20
        self.owner = None
        self.price = 20000
        self.tax = 100
        self.insured = True
        self.checked = None
        self.km = 0
        self.radio = True
        self.roof = False
        self.hook = False
        self.lights = "led"
        self.tyres = "summer"
        self.notes = None
        self.place = None

    def drive(self, km):
        self.km += km
        return self.km


class Broken(Exception):
    """An exception has a __dict__ in any case."""

    def __init__(self, car, what):
        super().__init__(what)
        self.car = car


class Plate:
    """Slots already."""

    __slots__ = ("text", "town")

    def __init__(self, text, town):
        self.text = text
        self.town = town


class Year(int):
    """A number that varies in size."""

    def decade(self):
        return self // 10 * 10


class Garage:
    def __init__(self, cars):
        self.cars = cars
        self.broken = []

    def day(self, km):
        for car in self.cars:
            try:
                if car.drive(km) > 299 and car.number % 4 == 0:
                    raise Broken(car, "oil")
            except Broken as e:
                self.broken.append(e)


def main():
    garage = Garage([Car(n) for n in range(2000)])
    for km in (100, 150, 50):
        garage.day(km)
    plates = [Plate(f"AB {car.number}", "X") for car in garage.cars]
    years = [Year(car.year) for car in garage.cars[:100]]
    print(len(garage.cars), len(garage.broken), len(plates), garage.broken[0])
    print(sum(car.km for car in garage.cars), years[7].decade(), sum(int(c.length) for c in garage.cars))


main()
