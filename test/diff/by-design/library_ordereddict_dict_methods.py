# Methods of dict itself do not keep the order of an OrderedDict (library, collections).
# differs: by design, an OrderedDict has the order that every dict has: methods of dict keep it right, and keys that changed their hash are still shown
from collections import OrderedDict

d = OrderedDict(spam=1, ham=2)
dict.__delitem__(d, "spam")
try:
    print(d)
except KeyError as error:
    print("KeyError", error)
d = OrderedDict.fromkeys("abc")
try:
    for i, key in enumerate(d):
        d.move_to_end(key)
        if i > 5:
            break
    print("moved", list(d))
except RuntimeError as error:
    print(error)
