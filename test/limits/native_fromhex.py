# bytes.fromhex and int.from_bytes.
# ends: stop
# memory: 512M
# time: 0.03

h = "00 " * 5000000
b = bytes(20000000)
while True: bytes.fromhex(h), int.from_bytes(b, "big"), (1 << 80000000).to_bytes(20000000, "little")
