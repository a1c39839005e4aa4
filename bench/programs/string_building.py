# Builds strings by +=, join, slices, repetition and translation.
# group: text, small: 200, counted: 100000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000


def append_letters(count):
    text = ""
    for n in range(count):
        text += chr(97 + n % 26)
        if n % 64 == 63:
            text += "\n"
    return text


def numbers_joined(count):
    return ",".join(str(n * n) for n in range(count))


def caesar(text, shift):
    result = []
    for letter in text:
        if "a" <= letter <= "z":
            result.append(chr((ord(letter) - 97 + shift) % 26 + 97))
        else:
            result.append(letter)
    return "".join(result)


def run_lengths(text):
    parts = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end] != text[start]:
            parts.append(text[start] + str(end - start))
            start = end
    return "".join(parts)


def is_palindrome(text):
    return text == text[::-1]


def justified(words, width):
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > width:
            lines.append(line.ljust(width) + "|")
            line = word
        else:
            line = line + " " + word if line else word
    lines.append(line.rjust(width) + "|")
    return lines


def main():
    text = append_letters(COUNT)
    print("append", len(text), text[:8], text.count("\n"))
    joined = numbers_joined(COUNT)
    print("join", len(joined), joined[-20:])
    secret = caesar(text, 7)
    assert caesar(secret, -7) == text
    print("caesar", secret[:8])
    runs = run_lengths("aaabccdddd" * (COUNT // 20))
    print("runs", runs[:16], len(runs), len(run_lengths(text[: COUNT // 4])))
    print("palindromes", sum(is_palindrome(str(n)) for n in range(COUNT)))
    lines = justified(joined.replace(",", " ").split(), 60)
    print("justified", len(lines), lines[1], lines[-1])
    boxes = "".join("+" + "-" * (n % 30) + "+" + "aé∀😀 "[n % 5] for n in range(COUNT // 2))
    print("boxes", len(boxes), boxes[:12], len(boxes.encode()), boxes.count("é"))
    table = str.maketrans("0123456789", "zyxwvutsrq")
    print("translate", joined[-30:].translate(table), len(joined.upper().title().swapcase()))


main()
