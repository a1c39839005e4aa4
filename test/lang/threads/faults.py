# The module faulthandler: tracebacks at once, on signals, after a time and at a fatal signal.
import faulthandler, sys, threading, time, signal, os, re
r, w = os.pipe()
def t(f, *a, **k):
    try:
        print(f.__name__, a, f(*a, **k))
    except BaseException as e:
        print(f.__name__, a, type(e).__name__, e)
def shown():
    text = os.read(r, 100000).decode()
    text = re.sub('0x[0-9a-f]{16}', '0x-', text)
    print(re.sub('File ".*[/]', 'File "', text))
t(faulthandler.is_enabled); t(faulthandler.enable, 'x'); t(faulthandler.enable, -1); t(faulthandler.dump_traceback_later, -1)
t(faulthandler.dump_traceback_later, 0); t(faulthandler.dump_traceback_later, 'a'); t(faulthandler.register, 0)
t(faulthandler.register, 11); t(faulthandler.register, 10); t(faulthandler.unregister, 10); t(faulthandler.unregister, 10)
t(faulthandler.disable); t(faulthandler.enable); t(faulthandler.is_enabled); t(faulthandler.disable)
def f():
    faulthandler.dump_traceback(file=w)
f()
shown()
ev, ready = threading.Event(), threading.Event()
def wait():
    ready.set()
    ev.wait()
th = threading.Thread(target=wait)
th.start()
ready.wait()
time.sleep(.02)
def g(n):
    if n:
        g(n - 1)
    else:
        faulthandler.dump_traceback(w, all_threads=True)
g(1)
shown()
def rec(n):
    if n:
        return rec(n - 1)
    faulthandler.dump_traceback(w, all_threads=False)
rec(110)
print(os.read(r, 100000).decode().splitlines()[-1])
faulthandler.dump_traceback_later(.05, file=w)
time.sleep(.12)
shown()
faulthandler.dump_traceback_later(100, file=w)
faulthandler.cancel_dump_traceback_later()
ev.set()
th.join()
faulthandler.register(signal.SIGUSR1, file=w, all_threads=False)
signal.raise_signal(signal.SIGUSR1)
shown()
def é(): faulthandler.dump_traceback(w, all_threads=False)
é()
shown()
pid = os.fork()
if not pid:
    faulthandler.enable(w)
    faulthandler._sigabrt()
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
shown()
