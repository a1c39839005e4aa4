# Parses, writes and queries JSON with a parser written in Python.
# group: text, small: 10, counted: 2200
import sys

RECORDS = int(sys.argv[1]) if len(sys.argv) > 1 else 22000

ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"true": True, "false": False, "null": None}


class JsonError(ValueError):
    pass


class Parser:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def parse(self):
        value = self.value()
        self.skip_space()
        if self.at != len(self.text):
            raise self.error("more than one value")
        return value

    def error(self, message):
        line = self.text.count("\n", 0, self.at) + 1
        return JsonError("line %d, offset %d: %s" % (line, self.at, message))

    def skip_space(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \t\r\n":
            self.at += 1

    def peek(self):
        self.skip_space()
        if self.at == len(self.text):
            raise self.error("unexpected end")
        return self.text[self.at]

    def expect(self, mark):
        if self.peek() != mark:
            raise self.error("expected %r" % mark)
        self.at += 1

    def value(self):
        mark = self.peek()
        if mark == "{":
            return self.object()
        if mark == "[":
            return self.array()
        if mark == '"':
            return self.string()
        if mark in "-0123456789":
            return self.number()
        return self.word()

    def object(self):
        result = {}
        self.expect("{")
        if self.peek() == "}":
            self.at += 1
            return result
        while True:
            if self.peek() != '"':
                raise self.error("expected a name")
            name = self.string()
            self.expect(":")
            result[name] = self.value()
            if self.peek() == "}":
                self.at += 1
                return result
            self.expect(",")

    def array(self):
        result = []
        self.expect("[")
        if self.peek() == "]":
            self.at += 1
            return result
        while True:
            result.append(self.value())
            if self.peek() == "]":
                self.at += 1
                return result
            self.expect(",")

    def string(self):
        self.at += 1
        parts = []
        start = self.at
        while True:
            if self.at >= len(self.text):
                raise self.error("unfinished string")
            letter = self.text[self.at]
            if letter == '"':
                parts.append(self.text[start : self.at])
                self.at += 1
                return "".join(parts)
            if letter == "\\":
                parts.append(self.text[start : self.at])
                parts.append(self.escape())
                start = self.at
            else:
                self.at += 1

    def escape(self):
        letter = self.text[self.at + 1]
        if letter == "u":
            code = int(self.text[self.at + 2 : self.at + 6], 16)
            self.at += 6
            return chr(code)
        if letter not in ESCAPES:
            raise self.error("unknown escape")
        self.at += 2
        return ESCAPES[letter]

    def number(self):
        text = self.text
        start = self.at
        self.at += 1
        while self.at < len(text) and text[self.at] in "0123456789+-.eE":
            self.at += 1
        digits = text[start : self.at]
        if "." in digits or "e" in digits or "E" in digits:
            return float(digits)
        return int(digits)

    def word(self):
        for word, value in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        raise self.error("unknown word")


def quote(text):
    out = ['"']
    for letter in text:
        if letter in '"\\':
            out.append("\\" + letter)
        elif letter == "\n":
            out.append("\\n")
        elif ord(letter) < 32 or ord(letter) > 126:
            out.append("\\u%04x" % ord(letter))
        else:
            out.append(letter)
    out.append('"')
    return "".join(out)


def dump(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join([dump(item) for item in value]) + "]"
    return "{" + ", ".join([quote(name) + ": " + dump(item) for name, item in value.items()]) + "}"


def make(records):
    return [
        {
            "id": n * 1000003,
            "name": "user %d" % n,
            "note": "a \"quoted\"\tline\nand caf\u00e9" if n % 3 == 0 else "plain",
            "score": n / 8,
            "active": n % 2 == 0,
            "parent": None if n % 5 else n // 2,
            "tags": ["t%d" % k for k in range(n % 4)],
            "place": {"x": n % 90, "y": -n, "zoom": 1.5e-3 * n},
        }
        for n in range(records)
    ]


def main():
    data = make(RECORDS)
    text = dump(data)
    print("text", len(text))
    again = Parser(text).parse()
    assert again == data
    print("scores", sum(record["score"] for record in again))
    print("tags", sum(len(record["tags"]) for record in again), dump(again[3])[:60])
    for bad in ('{"a": 1,}', "[1, 2", '"\\x"', "nul", "[1] 2"):
        try:
            Parser(bad).parse()
        except JsonError as error:
            print("refused:", error)


main()
