# Opening a FIFO that nobody reads, and that has lost its name, stopped from outside.
# ends: stop
# grants: files clock environment processes network
# stop: 0.2

import os, tempfile, threading, time
folder = tempfile.mkdtemp()
os.mkfifo(folder + '/fifo')
def unlink():
    time.sleep(0.05)
    os.unlink(folder + '/fifo')
    os.rmdir(folder)
threading.Thread(target=unlink).start()
os.open(folder + '/fifo', os.O_WRONLY)
