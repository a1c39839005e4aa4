"""A tree of widgets whose children know their parents by weak references."""
import weakref


class Widget:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        self._parent = weakref.ref(parent) if parent is not None else None
        if parent is not None:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent() if self._parent is not None else None

    def path(self):
        names, at = [], self
        while at is not None:
            names.append(at.name)
            at = at.parent
        return "/".join(reversed(names))

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Button(Widget):
    def __init__(self, name, parent, action):
        super().__init__(name, parent)
        self.action = action
        self.presses = 0

    def press(self):
        self.presses += 1
        return self.action(self)


class Desk:
    """Knows windows as long as somebody else does."""

    def __init__(self):
        self.windows = weakref.WeakValueDictionary()

    def open(self, name):
        window = Widget(name)
        self.windows[name] = window
        return window


def build(desk, count):
    windows = []
    for i in range(count):
        window = desk.open(f"window {i}")
        for row in range(8):
            box = Widget(f"row {row}", window)
            for column in range(4):
                Button(f"{row}.{column}", box, Widget.path)
        windows.append(window)
    return windows


def main():
    desk = Desk()
    windows = build(desk, 250)
    print(len(desk.windows), "windows", sum(1 for w in windows for _ in w.walk()), "widgets")
    buttons = [w for w in windows[3].walk() if isinstance(w, Button)]
    print(buttons[5].press(), buttons[5].press(), buttons[5].presses)
    print(buttons[-1].parent.name, windows[0].parent)
    print(sum(len(w.path()) for window in windows for w in window.walk()))


main()
