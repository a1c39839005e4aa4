# -*- coding: latin-1 -*-
"""Text layouts: tabs, semicolons, one-liners, multi-line heads, comments at the end. Größe é."""


class Tabbed:
	"""Tabbed é."""
	def __init__(self, a):
		self.a = a	# ä
		self.b = 'ü'


class OneLine(object): x0 = 1; y0 = 2


class Holder(
        # a comment in the head
        OneLine,
):  # and one behind it
    # a comment at the start
    def __init__(self, v):
        self.v = v
    # a comment at the end


class Empty: pass


class Docstring:
    """Only this."""


class Doc2:
    "Only this, and a comment"  # here
    # and there


class Semi:
    n = 0; m = 1
    def __init__(self, n): self.n = n; self.k = n


class Default:
    width = 10   # characters
    height = -3

    depth = 4
    names = ()

    def __init__(self, width=None):
        """Makes one."""
        if width: self.width = width
        self.names = [width]


class Multi: \
    z = 1


class Strings:
    r'''raw
  docstring
'''
    def __init__(self):
        self.s = """a
b"""


if True:
    class Inner:
          def __init__(self, p):
                self.p = p
                if p > 10:
                      self.q = p


class Ell: ...


class Many:
    def __init__(self, first_long_name, second_long_name, third_long_name, fourth_long_name):
        self.first_long_name = first_long_name
        self.second_long_name = second_long_name
        self.third_long_name = third_long_name
        self.fourth_long_name = fourth_long_name
        self._single = self.__private = 1

    def private(self):
        return self.__private


def main():
    t = [Tabbed(i) for i in range(500)]
    h = [Holder(i) for i in range(500)]
    e = [Empty() for i in range(500)]
    for i, x in enumerate(e): x.late = i
    d = [Docstring() for i in range(500)]
    for x in d: x.other = 2
    d2 = [Doc2() for i in range(500)]
    for x in d2: x.other = 3
    s = [Semi(i) for i in range(500)]
    w = [Default(i) for i in range(500)]
    m = [Multi() for i in range(300)]
    st = [Strings() for i in range(400)]
    inner = [Inner(i) for i in range(400)]
    ell = [Ell() for i in range(300)]
    for x in ell: x.e = 1
    many = [Many(i, 2, 3, 4) for i in range(300)]
    print(t[3].b, h[4].x0, e[5].late, d[6].other, d2[7].other, s[8].k, Semi.m, w[0].width, w[9].width)
    print(w[9].height, w[3].depth, w[4].names, m[0].z, st[1].s, inner[11].q, hasattr(inner[3], "q"), ell[0].e)
    print(many[3].private(), many[2]._single)


main()
