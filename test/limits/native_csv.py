# csv of a long line.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import csv
line = "a,b," * 3000000
while True: list(csv.reader([line]))
