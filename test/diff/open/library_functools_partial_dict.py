# The attribute __dict__ of a functools.partial can be replaced, not deleted (library, functools).
# differs: it can be deleted, as that of an instance of any class written in Python, and is empty then
import functools

double = functools.partial(pow, 2)
double.note = "kept"
try:
    del double.__dict__
except TypeError as error:
    print(error)
print(double.__dict__)
