# Tokenizes, parses and runs programs of a small language written in Python.
# group: text, small: 10, counted: 8000
import sys

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 80000

SOURCE = """
let total = 0;
let n = 1;
while n < LIMIT {
    if n % 3 == 0 { total = total + n * 2; } else { total = total - (n + 1); }
    let m = n;
    while m > 100 { m = m / 2; total = total + m % 2; }
    n = n + 1;
}
print total; print n;
"""


class Token:
    __slots__ = ("kind", "text", "line")

    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def tokenize(source):
    tokens = []
    at, line = 0, 1
    while at < len(source):
        letter = source[at]
        if letter.isspace():
            line += letter == "\n"
            at += 1
            continue
        start = at
        if letter.isalpha():
            while at < len(source) and source[at].isalnum():
                at += 1
            text = source[start:at]
            kind = "word" if text in ("let", "while", "if", "else", "print") else "name"
        elif letter.isdigit():
            while at < len(source) and source[at].isdigit():
                at += 1
            kind = "number"
        else:
            at += 2 if source[at : at + 2] in ("==", "<=", ">=", "!=") else 1
            kind = "mark"
        tokens.append(Token(kind, source[start:at], line))
    tokens.append(Token("end", "", line))
    return tokens


LEVELS = (("==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
OPERATORS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    def take(self, text=None):
        token = self.tokens[self.at]
        if text is not None and token.text != text:
            raise SyntaxError(f"line {token.line}: expected {text!r}, not {token.text!r}")
        self.at += 1
        return token

    def sees(self, text):
        return self.tokens[self.at].text == text

    def block(self):
        self.take("{")
        statements = []
        while not self.sees("}"):
            statements.append(self.statement())
        self.take("}")
        return statements

    def program(self):
        statements = []
        while self.tokens[self.at].kind != "end":
            statements.append(self.statement())
        return statements

    def statement(self):
        token = self.take()
        if token.kind == "end":
            raise SyntaxError(f"line {token.line}: unexpected end")
        if token.text == "while":
            return ("while", self.expression(), self.block())
        if token.text == "if":
            condition, then = self.expression(), self.block()
            if self.sees("else"):
                self.take("else")
                return ("if", condition, then, self.block())
            return ("if", condition, then, [])
        if token.text == "print":
            value = self.expression()
            self.take(";")
            return ("print", value)
        if token.text == "let":
            token = self.take()
        self.take("=")
        value = self.expression()
        self.take(";")
        return ("set", token.text, value)

    def expression(self, level=0):
        if level == len(LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while self.tokens[self.at].text in LEVELS[level]:
            operator = self.take().text
            left = (operator, left, self.expression(level + 1))
        return left

    def atom(self):
        token = self.take()
        if token.kind == "number":
            return int(token.text)
        if token.text == "(":
            value = self.expression()
            self.take(")")
            return value
        if token.kind != "name":
            raise SyntaxError(f"line {token.line}: unexpected {token.text!r}")
        return token.text


class Machine:
    def __init__(self):
        self.names = {}
        self.printed = []

    def evaluate(self, tree):
        if isinstance(tree, int):
            return tree
        if isinstance(tree, str):
            return self.names[tree]
        operator, left, right = tree
        return OPERATORS[operator](self.evaluate(left), self.evaluate(right))

    def run(self, statements):
        for statement in statements:
            getattr(self, "do_" + statement[0])(*statement[1:])

    def do_set(self, name, value):
        self.names[name] = self.evaluate(value)

    def do_print(self, value):
        self.printed.append(self.evaluate(value))

    def do_while(self, condition, body):
        while self.evaluate(condition):
            self.run(body)

    def do_if(self, condition, then, otherwise):
        self.run(then if self.evaluate(condition) else otherwise)


def main():
    source = SOURCE.replace("LIMIT", str(ROUNDS))
    machine = Machine()
    machine.run(Parser(tokenize(source)).program())
    print("printed", machine.printed)
    tokens = tokenize(source * (ROUNDS // 150 + 1))
    tree = Parser(tokens).program()
    print("tokens", len(tokens), "statements", len(tree), tree[2][1])
    for bad in ("let = 3;", "x = (1 + 2;", "while 1 { print 2;"):
        try:
            Parser(tokenize(bad)).program()
        except SyntaxError as error:
            print("refused:", error)


main()
