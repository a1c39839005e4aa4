# An exception in finally during return is printed with the context of nothing (8.4).
class Res:
    def __init__(self, name):
        self.name = name

    def close(self):
        raise OSError(5, "cannot close", self.name)

def use():
    r = Res("file.bin")
    try:
        return r.name
    finally:
        print("closing", r.name)
        r.close()

use()
