# Threads that have files open, some of them let go, when the program ends: it ends as always.
import os
import sys
import threading
import time

has_run = set()


def work():
    while True:
        with open(__file__, "rb") as source:
            text = source.read(200)
            with open(os.devnull, "wb") as sink:
                sink.write(text)
                time.sleep(0.001)
        open(os.devnull, "w").write("let go")
        has_run.add(threading.current_thread())


for _ in range(20):
    threading.Thread(target=work, daemon=True).start()
while len(has_run) < 20:
    time.sleep(0.001)
print("all ran")
sys.exit(3)
