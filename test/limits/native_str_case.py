# upper, title, swapcase of long strings.
# ends: stop
# memory: 512M
# time: 0.03

s = "Straße " * 3000000
while True: s.upper(), s.title(), s.casefold(), s.capitalize()
