# An uncaught AttributeError marks the attribute access and may suggest a near name (3.11, PEP 657).
class Account:
    def __init__(self):
        self.balance = 10

    def report(self):
        return "balance: " + str(self.balanse + 1)

acc = Account()
acc.balance += 5
print(acc.balance)
print(acc.report())
