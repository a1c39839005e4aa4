# The last key of a dict is taken out and put in again while the dict is iterated (library, dict views).
# differs: by design, a dict forgets its last entry at once, so that a stack kept in a dict does not grow; then the iteration just ends
for view in iter, dict.values, dict.items:
    d = {"only": 1}
    try:
        for item in view(d):
            del d["only"]
            d["only"] = 2
        print("ended")
    except RuntimeError as error:
        print(error)
