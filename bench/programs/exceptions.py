# Raises, catches, re-raises and cleans up after exceptions.
# group: call, small: 200, counted: 85000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 850000


class Refused(Exception):
    def __init__(self, amount):
        super().__init__("refused %d" % amount)
        self.amount = amount


class Resource:
    opened = closed = 0

    def __enter__(self):
        Resource.opened += 1
        return self

    def __exit__(self, kind, error, traceback):
        Resource.closed += 1
        return kind is KeyError


def check(amount):
    if amount % 3 == 0:
        raise Refused(amount)
    return amount


def pay(amount, log):
    try:
        return check(amount)
    finally:
        log[0] += 1


def attempt(amount, log):
    try:
        return pay(amount, log)
    except Refused as error:
        if error.amount % 2:
            raise ValueError("odd") from error
        return -1


def main():
    log = [0]
    total = odd = missing = ended = divided = 0
    table = {i: i for i in range(0, 100, 2)}
    for i in range(COUNT):
        try:
            total += attempt(i, log)
        except ValueError as error:
            odd += isinstance(error.__cause__, Refused)
        try:
            table[i % 100]
        except KeyError:
            missing += 1
        with Resource():
            if i % 4 == 0:
                raise KeyError(i)
        try:
            divided += 10 // (i % 5)
        except (TypeError, ZeroDivisionError):
            ended += 1
        else:
            divided += 1
    print(total, odd, missing, ended, divided, log[0])
    print(Resource.opened, Resource.closed)


main()
