# Keeps a large list of plain records in memory and queries it.
# group: object, small: 1000, counted: 65000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 650000

CITIES = ("Oslo", "Lima", "Kyiv", "Bonn", "Cork", "Graz", "Turin")


class Person:
    def __init__(self, name, city, age, balance):
        self.name = name
        self.city = city
        self.age = age
        self.balance = balance

    def is_adult(self):
        return self.age >= 18

    def deposit(self, amount):
        self.balance += amount


def load(count):
    seed = 12345
    people = []
    for number in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        city = CITIES[seed // 65536 % len(CITIES)]
        people.append(Person("user%d" % number, city, seed // 256 % 90, seed % 5000))
    return people


def by_city(people):
    groups = {}
    for person in people:
        groups.setdefault(person.city, []).append(person)
    return groups


def main():
    people = load(COUNT)
    adults = [person for person in people if person.is_adult()]
    for person in adults:
        person.deposit(person.age)
    for city, group in sorted(by_city(people).items()):
        richest = max(group, key=lambda person: (person.balance, person.name))
        print(city, len(group), sum(p.balance for p in group), richest.name)
    print("adults", len(adults))


main()
