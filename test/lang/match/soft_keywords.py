# match, case and _ are ordinary names outside match statements (2.3.2).
match = 1
case = 2
_ = 3
print(match, case, _, match + case)
match.real
match, case = case, match
print(match, case)
def match(x): return ("fn", x)
print(match(5), match (6))
match[0] if 0 else print("subscript form")
case = {"case": 1}
print(case["case"])
class C:
    match = "attr"
    def case(self): return self.match
c = C()
print(c.match, c.case())
match = [10, 20]
match[0] = 11
print(match[-1], match[0])
match: int = 5
print(match * match, match - 1, match == 5)
match -1:
    case -1: print("subject is -1")
match (match):
    case 5: print("subject in parentheses")
match [match, 1]:
    case [5, one]: print(one)
match {"a": 1}:
    case {"a": x}: print(x)
match not match:
    case False: print("expression subject")
lambda match: match
print((lambda match, case: match + case)(1, 2), [match for match in range(2)])
