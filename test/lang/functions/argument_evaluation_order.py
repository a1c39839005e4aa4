# The callee is evaluated first, then arguments left to right, then the call is made (6.3.4, 6.16).
def t(tag, v=None):
    print(tag, end=" ")
    return v

def f(*a, **k):
    print("call")
    return None

t("callee", f)(t("1"), *t("2", []), t("3"), a=t("4"), **t("5", {}))
try:
    t("notcallable", 3)(t("arg still evaluated"))
except TypeError as e:
    print(e)
try:
    missing_name(t("never"))
except NameError as e:
    print(e)
class C:
    def __getattr__(self, n):
        print("getattr", n, end=" ")
        return f
C().meth(t("arg"))
