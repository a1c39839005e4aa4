# Threads run beside each other, are joined, and what they raise goes to threading.excepthook.
import threading, _thread, sys, time
l = _thread.allocate_lock()
l.acquire()
def f(x, y=2):
    print('in thread', x, y)
    l.release()
_thread.start_new_thread(f, (1,), {'y': 5})
l.acquire()
out = []
def work(n):
    s = 0
    for i in range(n):
        s += i
    out.append(s)
ts = [threading.Thread(target=work, args=(20000,)) for i in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(out == [sum(range(20000))] * 8, threading.active_count())
def bad():
    1 / 0
def hook(args):
    print(args.exc_type, args.exc_value, args.thread.name, args.exc_traceback.tb_frame.f_code.co_name)
threading.excepthook = hook
t = threading.Thread(target=bad, name='bad')
t.start()
t.join()
threading.excepthook = threading.__excepthook__
def quits():
    sys.exit(3)
t = threading.Thread(target=quits)
t.start()
t.join()
print(t.is_alive(), t.ident != threading.get_ident(), threading.main_thread().ident == threading.get_ident())
d = threading.Thread(target=time.sleep, args=(100,), daemon=True)
d.start()
threading.Timer(.02, lambda: print('timer')).start()
print('end of main')
