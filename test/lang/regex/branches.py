# alternatives: the first that leads to a match wins
import re

for p in ["a|ab", "ab|a", "(?:a|ab)(?:c|bcd)", "a|b|", "|a", "(?:fo|foo)(?:bar|o?baz)", "(a|b|c|d)+", "abc|abd|abe", "x|[a-c]d|é",
          "(?:a(?:b|c)|d)+e", "one|two|three", "(?:|a|b)c", "(?:ab|(?:a|b)c|.)+$"]:
    r = re.compile(p)
    print(p, [(m.group(), m.start()) if (m := r.search(t)) else None
              for t in ["a", "ab", "abcd", "foobaz", "abdabe", "éd", "acabde", "two", "bc", ""]])
words = [f"w{i}" for i in range(300)]
print(re.findall("|".join(words), "w1 w299 w42x w300")[:4])
print(re.fullmatch("(?:" + "|".join(words) + ")+", "".join(words)).end())
