# Dates, thousands of them.
# ends: stop
# grants: files
# time: 0.03

import datetime
d = datetime.date(2000, 1, 1)
while True: sorted([d + datetime.timedelta(i) for i in range(1000)]), d.strftime("%Y" * 1000)
