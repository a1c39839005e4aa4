"""Accounts: one method misspells what it sets, and nobody noticed."""


class Account:
    def __init__(self, owner, number):
        self.owner = owner
        self.number = number
        self.balance = 0
        self.movements = []

    def pay_in(self, amount):
        self.balance += amount
        self.movements.append(amount)

    def pay_out(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        self.movements.append(-amount)
        return True

    def close(self):
        paid = self.balance
        self.balanse = 0  # meant: balance
        self.movements.clear()
        return paid


class Bank:
    def __init__(self, name):
        self.name = name
        self.accounts = {}

    def open(self, owner):
        account = Account(owner, len(self.accounts) + 1000)
        self.accounts[account.number] = account
        return account

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        if a.pay_out(amount):
            b.pay_in(amount)
            return amount
        return 0

    def total(self):
        return sum(account.balance for account in self.accounts.values())


def main():
    bank = Bank("First")
    for i in range(12000):
        bank.open(f"customer {i % 300}").pay_in(100 + i % 17)
    moved = 0
    for number in range(1000, 12999, 7):
        moved += bank.transfer(number, number + 1, 55)
    print(bank.name, len(bank.accounts), moved, bank.total())
    closed = sum(bank.accounts[number].close() for number in range(1000, 1020))
    print("closed", closed, "left", bank.total())
    print(bank.accounts[1019].balance, bank.accounts[1500].movements)


main()
