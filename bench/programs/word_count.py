# Counts the words, letters and word pairs of a generated text.
# group: text, small: 300, counted: 150000
import sys

WORDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1500000

SYLLABLES = "ba co di fu ge ha ki lo mu ne po ra si tu ve wo xa yi zu qu".split()
ENDS = ["", "", "", ",", ".", ";", "!", "'s"]


def make_text(words):
    seed = 2024
    lines = []
    line = []
    for _ in range(words):
        seed = (seed * 1103515245 + 12345) % 2147483648
        bits = seed >> 8
        word = SYLLABLES[bits % 20] + SYLLABLES[bits // 20 % 7]
        if bits % 3 == 0:
            word += SYLLABLES[bits // 140 % 11]
        if bits % 17 == 0:
            word = word.capitalize()
        line.append(word + ENDS[bits // 1540 % 8])
        if len(line) == 12:
            lines.append(" ".join(line))
            line = []
    lines.append(" ".join(line))
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.splitlines():
        for word in line.lower().split():
            word = word.strip(".,;!")
            if word.endswith("'s"):
                word = word[:-2]
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def count_pairs(text):
    pairs = {}
    before = ""
    for word in text.split():
        pair = before[:2] + word[:2]
        pairs[pair] = pairs.get(pair, 0) + 1
        before = word
    return pairs


def top(counts, number):
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number]


def main():
    text = make_text(WORDS)
    print("characters", len(text), "lines", text.count("\n") + 1)
    counts = count_words(text)
    print("words", len(counts), sum(counts.values()))
    for word, count in top(counts, 5):
        print("%6d %s" % (count, word))
    letters = {}
    for letter in text[: WORDS * 2]:
        letters[letter] = letters.get(letter, 0) + 1
    print("letters", top(letters, 4))
    print("pairs", top(count_pairs(text), 3))
    print("replaced", len(text.replace("ba", "--bab--")), text.find("zuzu"))
    print("sentence", text.partition(". ")[0][-9:])


main()
