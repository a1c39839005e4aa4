# Holds a large dict of strings to tuples, looks up, renames, inverts.
# group: data, small: 500, counted: 40000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 400000


def load(count):
    book = {}
    for number in range(count):
        name = "subscriber %06d" % (number * 7919 % 1000003)
        book[name] = ("street %d" % (number % 4001), number % 97, "+%d" % (number + 490000000))
    return book


def main():
    book = load(COUNT)
    houses = 0
    found = 0
    for number in range(0, COUNT * 2, 3):
        entry = book.get("subscriber %06d" % number)
        if entry is not None:
            street, house, _ = entry
            houses += house
            found += street.endswith("7")
    print("found", found, houses)
    by_street = {}
    for name, (street, house, phone) in book.items():
        by_street.setdefault(street, []).append((house, name))
    busiest = max(by_street, key=lambda street: (len(by_street[street]), street))
    print("streets", len(by_street), busiest, sorted(by_street[busiest])[:2])
    by_phone = {phone: name for name, (_, _, phone) in book.items()}
    print("inverted", len(by_phone), by_phone["+490000003"])
    moved = [name for name in book if name[-2:] == "42"]
    for name in moved:
        street, house, phone = book.pop(name)
        book[name.upper()] = ("new " + street, house + 1, phone)
    print("moved", len(moved), len(book), list(book.items())[-1])


main()
