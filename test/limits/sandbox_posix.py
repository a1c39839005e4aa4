# Every function of posix.
# ends: done
# prints: []
import posix
# what tells of this process and the machine, or is arithmetic
safe = set("""fspath cpu_count strerror WCOREDUMP register_at_fork major minor makedev _path_normpath confstr ctermid
device_encoding fpathconf get_terminal_size getegid geteuid getgid getgroups getloadavg getlogin getpgid getpgrp getpid getppid
getpriority getrandom getresgid getresuid getsid getuid sched_get_priority_max sched_get_priority_min sched_getaffinity
sched_getparam sched_getscheduler sched_rr_get_interval sched_yield sysconf tcgetpgrp times ttyname uname urandom
waitstatus_to_exitcode""".split())
reached = []
for name in dir(posix):
    f = getattr(posix, name)
    if not callable(f) or isinstance(f, type) or name in safe or name[0] == 'W': continue
    for args in (), (0,), ('/etc',), ('/etc', 0), (0, 0), ('/etc/passwd', 0, 0), (0, 0, 0), ('/bin/true', ['true'], {}), (b'/etc', b'/tmp/x'):
        try: r = f(*args)
        except (PermissionError, TypeError, OverflowError, NotImplementedError): continue
        except OSError as e: r = e
        except ValueError: continue
        reached.append((name, args, type(r).__name__))
        break
print(reached)
