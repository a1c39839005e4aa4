# chain of empty things.
# ends: stop
# time: 0.03

import itertools
next(itertools.chain.from_iterable(itertools.repeat(())))
