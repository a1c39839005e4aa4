# select without end.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import select
select.select([], [], [])
