# Frames and tracebacks lead to nothing but the program.
# ends: done
# prints: caught
# prints: caught
import sys
def walk():
    f = sys._getframe()
    while f.f_back: f = f.f_back
    return f
g = walk().f_builtins
try: g['open']('/etc/passwd')
except OSError: print('caught')
try: 1 / 0
except ZeroDivisionError as e:
    try: e.__traceback__.tb_frame.f_builtins['__import__']('posix').listdir('/')
    except OSError: print('caught')
