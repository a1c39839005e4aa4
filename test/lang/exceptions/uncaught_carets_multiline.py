# For an expression over several lines the first line is shown with carets to its end (PEP 657).
def compute(a,
            b):
    return (
        a
        + len(b)
        + sum(
            [1, 2]
        ) / (a -
             a)
    )

print("start")
result = [
    compute(
        1,
        "abc",
    ),
    2,
]
