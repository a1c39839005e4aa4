# An exception of a signal handler is raised by the call during which the signal came.
import signal, os
def h(s,f): raise KeyError
signal.signal(signal.SIGUSR1,h)
def body(): os.kill(os.getpid(), signal.SIGUSR1)
for i in range(3):
    try: os.kill(os.getpid(), signal.SIGUSR1)
    except KeyError: print('in', i)
    try: body()
    except KeyError: print('in', i)
