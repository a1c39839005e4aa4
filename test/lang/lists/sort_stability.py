# sort is stable, also with reverse and key, and calls key once per item (library, list).
data = [("b", 2), ("a", 2), ("c", 1), ("a", 1), ("b", 1)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True),
      sorted(data, key=lambda t: t[0]), sorted(data))
calls = []
l = [3, 1, 2]
print(l.sort(key=lambda x: calls.append(x) or -x), l, calls)
big = [(i * 7919 % 100, i) for i in range(2000)]
s = sorted(big, key=lambda t: t[0])
print(all(s[i][0] < s[i + 1][0] or (s[i][0] == s[i + 1][0] and s[i][1] < s[i + 1][1]) for i in range(len(s) - 1)), s[:3], s[-2:])
r = sorted(big, key=lambda t: t[0], reverse=True)
print(all(r[i][0] > r[i + 1][0] or (r[i][0] == r[i + 1][0] and r[i][1] < r[i + 1][1]) for i in range(len(r) - 1)), r[0], r[-1])
x = 12345
nums = []
for _ in range(3000):
    x = (x * 1103515245 + 12345) % 2 ** 31
    nums.append(x % 1000)
t = sorted(nums)
print(t == sorted(nums, reverse=True)[::-1], t[0], t[1500], t[-1], sum(t) == sum(nums),
      sorted(t) == t, sorted(t[::-1]) == t, sorted(t[:1500] + t[1500:][::-1]) == t,
      sorted(t * 2) == sorted(t + t))
print(sorted("bca"), sorted({3: 1, 1: 2}), sorted((2, 1)), sorted(range(3), reverse=1),
      sorted([1.5, 1, True, 0]), sorted(["b", "A", "a"], key=str.lower), sorted([[2], [1, 5], [1]]),
      sorted([]), sorted([None]), sorted(x for x in "ba"), sorted(["10", "9", "1"], key=int),
      sorted([1, -2, 3], key=abs, reverse=True))
