# Codecs of tables.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

s = "aü" * 1000000
while True: s.encode("cp1252").decode("cp437").encode("cp437")
