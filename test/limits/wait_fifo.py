# Opening a FIFO that nobody writes, and that has lost its name.
# ends: stop
# grants: files clock environment processes network
# time: 0.2

import os, tempfile, threading, time
folder = tempfile.mkdtemp()
os.mkfifo(folder + '/fifo')
def unlink():
    time.sleep(0.05)
    os.unlink(folder + '/fifo')
    os.rmdir(folder)
threading.Thread(target=unlink).start()
open(folder + '/fifo')
