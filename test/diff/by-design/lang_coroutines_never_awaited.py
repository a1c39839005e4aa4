# A coroutine that nobody awaited is warned of when it dies (3.4.1).
# differs: by design, there are no reference counts: the warning comes at a safe point after the collection that finds the coroutine dead
import gc
import warnings


async def answer():
    return 42


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    answer()
    print(len(seen))
    gc.collect()
    print(len(seen), seen[0].message)
