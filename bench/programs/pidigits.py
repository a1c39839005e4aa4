# Prints digits of pi from a spigot over big integers.
# group: number, small: 60, counted: 1500
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 6800


def pi_digits():
    numerator, accumulator, denominator = 1, 0, 1
    k = 0
    while True:
        k += 1
        odd = 2 * k + 1
        accumulator = (accumulator + 2 * numerator) * odd
        denominator *= odd
        numerator *= k
        if accumulator < numerator:
            continue
        digit = (3 * numerator + accumulator) // denominator
        if digit == (4 * numerator + accumulator) // denominator:
            yield digit
            accumulator = 10 * (accumulator - digit * denominator)
            numerator *= 10


def main():
    line = []
    printed = 0
    checksum = 0
    digits = pi_digits()
    while printed < COUNT:
        digit = next(digits)
        checksum = (checksum * 31 + digit) % 1000000007
        line.append(str(digit))
        printed += 1
        if len(line) == 10 or printed == COUNT:
            if printed <= 50 or printed > COUNT - 10:
                print("%-10s\t:%d" % ("".join(line), printed))
            line = []
    print("checksum", checksum)


main()
