# An uncaught NameError suggests a close local, global or built-in name (3.10).
def compute(length, width):
    area_total = length * width
    try:
        return area_totl
    except NameError as e:
        print(e, e.name)
    return area_total + lenght

print(compute.__name__)
print(compute(2, 3))
