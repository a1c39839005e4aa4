# Compiling a long string literal.
# ends: stop
# memory: 512M
# time: 0.03

s = "'" + "\\n" * 5000000 + "'"
while True: compile(s, "", "eval")
