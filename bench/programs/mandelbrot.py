# Draws the Mandelbrot set once with floats and once with complex numbers.
# group: number, small: 16, counted: 250
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 800


def escape(cr, ci, limit):
    zr = zi = 0.0
    for count in range(limit):
        rr = zr * zr
        ii = zi * zi
        if rr + ii > 4.0:
            return count
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
    return limit


def escape_complex(c, limit):
    z = 0j
    for count in range(limit):
        if abs(z) > 2.0:
            return count
        z = z * z + c
    return limit


def main():
    total = inside = 0
    for y in range(SIZE):
        ci = 2.0 * y / SIZE - 1.0
        line = ""
        for x in range(SIZE):
            count = escape(3.0 * x / SIZE - 2.0, ci, 60)
            total += count
            inside += count == 60
            if x % max(1, SIZE // 40) == 0:
                line += " " if count == 60 else "@%#*+=-:. "[count % 10]
        if y % max(1, SIZE // 12) == 0:
            print(line)
    print("float", total, inside)
    total = 0
    for y in range(0, SIZE, 2):
        for x in range(0, SIZE, 2):
            total += escape_complex(complex(3.0 * x / SIZE - 2.0, 2.0 * y / SIZE - 1.0), 60)
    print("complex", total)


main()
