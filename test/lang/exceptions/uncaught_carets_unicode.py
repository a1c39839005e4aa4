# Carets count columns of characters, also behind wide and combining ones (PEP 657).
größe = {"é": 1}
print(größe["é"])
def f(ключ):
    return "日本" + größe["é"] + größe[ключ]

try:
    f("x")
except TypeError as e:
    print(e)
x = "ä" * 3 + str(größe["日本語"]) + "ö"
