# The traceback of an error in a comprehension shows its own frame name (6.2.4, 3.11).
data = {"a": [1, 2], "b": [3, 0]}

def invert(rows):
    return {key: [1 // v
                  for v in values]
            for key, values in rows.items()}

print(invert({"x": [1]}))
total = sum(sum(v) for v in invert(data).values())
print("not reached", total)
