# json of a long string.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import json
s = "aß\n" * 5000000
while True: json.loads(json.dumps(s))
