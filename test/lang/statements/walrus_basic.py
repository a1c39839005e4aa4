# := evaluates, binds and yields its value; it needs parentheses where ambiguous (6.12, PEP 572).
if (n := len("abcd")) > 3:
    print(n)
print((a := 1), a, (b := a + 1) * (c := 3), b, c)
x = (y := 5) + y
print(x, y)
data = iter([3, 2, 0, 9])
while (v := next(data)):
    print("v", v)
print([w := 10, w + 1, (w := w * 2), w])
def f(*a, **k): return a, k
print(f(p := 1, q=(r := 2)), p, r)
print({(k := "key"): (k2 := k + "2")}, k2)
print(f"{(s := 7)} {s:>{(t := 3)}}", t)
l = [1, 2, 3]
print(l[i := 1], i, l[(j := 0):(m := 2)], m)
print((z := 1, 2), z)
print((lambda: (u := 1))(),
        "u" in globals())
g = (o := 0) or (o := 1) and (o := 2)
print(g, o)
assert (ok := True), "no"
def h(d=(dv := 4)): return d
print(h(), dv, not (nn := 0), (yield_ := None) is None)
del (dv)
print("dv" in globals())
