# Carets mark the failing subscription in a chain of items (PEP 657).
data = {"users": [{"name": "ann", "tags": None}, {"name": "bob", "tags": ["x"]}]}
print(data["users"][1]["tags"][0])
print(data["users"][1]["name"].upper())
def first_tag(d, i):
    return d["users"][i]["tags"][0].upper() + "!"
print(first_tag(data, 1))
print(first_tag(data, 0))
