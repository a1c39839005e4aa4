# Calls short methods of several classes from the same call sites.
# group: object, small: 1000, counted: 340000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 3400000


class Toggle:
    def __init__(self, state):
        self.state = state

    def value(self):
        return self.state

    def activate(self):
        self.state = not self.state
        return self


class SlowToggle(Toggle):
    def __init__(self, state, limit):
        Toggle.__init__(self, state)
        self.limit = limit
        self.count = 0

    def activate(self):
        self.count += 1
        if self.count >= self.limit:
            self.state = not self.state
            self.count = 0
        return self


class Counter:
    def __init__(self):
        self.on = 0
        self.off = 0

    def note(self, state):
        if state:
            self.on += 1
        else:
            self.off += 1

    def total(self):
        return self.on + self.off


def main():
    counter = Counter()
    toggle = Toggle(True)
    for _ in range(COUNT):
        counter.note(toggle.activate().value())
    print("fast", counter.on, counter.off, counter.total())
    toggles = [Toggle(False), SlowToggle(False, 3), SlowToggle(True, 7)]
    for i in range(COUNT):
        toggle = toggles[i % 3]
        counter.note(toggle.activate().value())
    print("mixed", counter.on, counter.off, counter.total())
    print("classmates", [type(t).__name__ for t in toggles], [t.value() for t in toggles])


main()
