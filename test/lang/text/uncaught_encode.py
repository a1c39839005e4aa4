# An uncaught UnicodeEncodeError describes the character range (library, exceptions).
def save(text, enc):
    data = text.encode(enc)
    return len(data)

print(save("plain", "ascii"), save("é", "latin-1"), save("日", "utf-8"))
try:
    save("日", "latin-1")
except UnicodeEncodeError as e:
    print(e)
print(save("abc déf ghï", "ascii"))
