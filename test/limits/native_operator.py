# operator.countOf and indexOf of what never ends.
# ends: stop
# time: 0.03
# grants: files

import itertools, operator
operator.countOf(itertools.repeat(0), 1)
