# Formats numbers and texts with %, str.format, f-strings, repr and format().
# group: text, small: 50, counted: 22000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 220000


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        if spec == "long":
            return f"{self.cents // 100} euros and {self.cents % 100} cents"
        return format(self.cents / 100, spec or ".2f")

    def __str__(self):
        return "%d.%02d" % divmod(self.cents, 100)

    def __repr__(self):
        return f"Money({self.cents!r})"


def checksum(total, text):
    return (total * 31 + len(text) + ord(text[-1])) % 1000000007


def main():
    percent = braces = literal = shown = 0
    for n in range(COUNT):
        share = n / 7
        line = "%05d|%-8s|%+.3f|%x|%5.1f%%" % (n, "n%d" % n, share, n, share)
        percent = checksum(percent, line)
        braces = checksum(braces, "{:>8}|{:<6d}|{:^9}|{}".format(n, n % 100, "mid", share))
        braces = checksum(braces, "{1} {0} {name!r:>6}".format(n, n + 1, name="x"))
        line = f"{n:,} {share:10.4f} {share:e} {n % 256:08b} {n:#x} {n % 9 * '='}"
        literal = checksum(literal, line)
        width = n % 12 + 1
        money = Money(n)
        line = f"{money:long} {money} {money!r} {money:>{width}.1f} {str(money):>9}"
        shown = checksum(shown, line)
        shown = checksum(shown, repr((n, share, "it's", [None, True])))
    print(percent, braces, literal, shown)
    for value in (0, -1, 1234567, 2**70):
        print(f"{value:d}|{value:,}|{value:_}|{value:+}|{value:<12}|{value:^12}|{value:012x}")
        print(f"{value:e}|{value:o}|{value:>+24,}|{value!r:.3}|")
    for value in (0.0, -1.5, 1e100, 1 / 3, 123456789.125):
        print(f"{value}|{value:.2f}|{value:,.1f}|{value:e}|{value:g}|{value:%}|{value:>14.3f}|")


main()
