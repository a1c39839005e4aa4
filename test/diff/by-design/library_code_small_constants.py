# co_consts holds the constants of a code object (3.2, code objects).
# differs: by design, small ints and None stand in the instructions and need no constant
for source in "0", "-5", "70", "None", "2.5", "'text'", "(0, 1)", "10**20":
    print(source, compile(source, "<text>", "eval").co_consts)
