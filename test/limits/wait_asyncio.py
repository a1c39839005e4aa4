# An event loop without events.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import asyncio
asyncio.run(asyncio.sleep(10 ** 6))
