# Explicit chaining prints the direct-cause sentence; from None hides the context (7.8).
class ConfigError(Exception):
    pass

def parse(text):
    try:
        return float(text)
    except ValueError as e:
        raise ConfigError(f"bad number {text!r}") from e

def hidden(text):
    try:
        return int(text)
    except ValueError:
        raise ConfigError("hidden") from None

try:
    hidden("x")
except ConfigError as e:
    print(e.__suppress_context__)
try:
    parse("abc")
except ConfigError:
    hidden("y")
