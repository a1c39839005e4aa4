# Notes are printed after the exception line, one per line, also multi-line ones (PEP 678).
def work(n):
    try:
        return [1, 2, 3][n]
    except IndexError as e:
        e.add_note(f"while indexing with {n}")
        e.add_note("second note\n  spans lines\n\nand an empty one")
        e.add_note("")
        raise

print(work(1))
work(10)
