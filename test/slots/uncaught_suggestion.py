# A traceback offers a similar name for a mistyped slot.
class Account:
    __slots__ = ("balance", "owner")
a = Account()
a.balance = 5
print(a.balanse)
