# Who counts threads finds those that have ended gone from threading's set of them, as test.support does.
import _thread
import threading

def run():
    threads = [threading.Thread(target=len, args=("abc",)) for i in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

def settled():
    count, dangling = _thread._count(), threading._dangling
    return count, dangling == before

before = threading._dangling.copy()
for i in range(3):
    run()
    print(*settled())
