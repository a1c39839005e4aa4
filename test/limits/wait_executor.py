# A pool whose work does not end.
# ends: stop
# grants: files clock environment processes network
# time: 0.1
import concurrent.futures, time
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    list(pool.map(time.sleep, [10 ** 6] * 4))
