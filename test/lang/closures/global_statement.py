# global makes a name refer to the module from any depth and may create it (7.12).
def make():
    global created
    created = 1

try:
    created
except NameError as e:
    print(e)
make()
print(created)

def outer():
    x = "outer"
    def inner():
        global x
        x = "module"
        return x
    return inner(), x
print(outer(), x)

class C:
    global in_class
    in_class = "module level"
    def in_class_fn(self):
        return in_class
print(in_class, "in_class" in vars(C), C().in_class_fn())
def remove():
    global created
    del created
remove()
try:
    remove()
except NameError as e:
    print(type(e).__name__, e)
