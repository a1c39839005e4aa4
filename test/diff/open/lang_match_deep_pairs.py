# Patterns nested to the depth that parentheses may have (8.6.4).
# differs: each item of a pattern with several takes a register, of which there are 250: deeper ones are a MemoryError
for n in 50, 150:
    try:
        compile("match value:\n  case " + "[1, " * n + "1" + "]" * n + ": pass\n", "<text>", "exec")
        print(n, "compiled")
    except MemoryError as error:
        print(n, error)
