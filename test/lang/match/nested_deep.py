# Patterns nest to any depth mixing kinds; a tree evaluator built on them works (8.6).
def ev(t, env):
    match t:
        case int() | float(): return t
        case str(name): return env[name]
        case ("+", a, b): return ev(a, env) + ev(b, env)
        case ("*", a, b): return ev(a, env) * ev(b, env)
        case ("let", [(str(n), v), *rest], body):
            return ev(("let", rest, body), {**env, n: ev(v, env)})
        case ("let", [], body): return ev(body, env)
        case ("if", c, a, b): return ev(a if ev(c, env) else b, env)
        case ("fn", [*params], body): return lambda *a: ev(body, {**env, **dict(zip(params, a))})
        case ("call", f, *args): return ev(f, env)(*[ev(a, env) for a in args])
        case {"quote": q}: return q
        case _: raise SyntaxError(f"bad tree {t!r}")
print(ev(("+", 1, ("*", 2, 3.5)), {}))
print(ev(("let", [("x", 5), ("y", ("+", "x", 1))], ("*", "x", "y")), {}))
print(ev(("call", ("fn", ["a", "b"], ("if", "a", "b", {"quote": "no"})), 0, 1), {}))
try:
    ev(("-", 1), {})
except SyntaxError as e:
    print(e)
match {"a": [{"b": (1, {"c": [[[2]]]})}]}:
    case {"a": [{"b": (one, {"c": [[[two]]]})}]}: print(one, two)
match [[1, 2], [3, [4, 5]]]:
    case [[_, a], [b, [*_, c]]]: print(a, b, c)
