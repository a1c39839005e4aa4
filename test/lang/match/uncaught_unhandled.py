# An error in a case body keeps its own line; raise in the default case is uncaught (8.6).
def handle(cmd):
    match cmd.split():
        case ["add", *nums]:
            return sum(int(n) for n in nums)
        case ["exit"]:
            return None
        case [name, *_]:
            raise LookupError(f"unknown command {name!r}")

print(handle("add 1 2 3"), handle("exit"), handle(""))
try:
    handle("add 1 x")
except ValueError as e:
    print(e)
handle("jump now")
