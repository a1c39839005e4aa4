# Floats of long texts.
# ends: stop
# memory: 512M
# time: 0.03

s = "1." + "0" * 20000000 + "1"
while True: float(s), float.fromhex("0x1." + "0" * 5000000)
