# posix: descriptors, devices, limits, processes, their errors.
import os
import posix

def t(f, *a, **k):
    try: print(f.__name__, str(a)[:70], k, repr(f(*a, **k))[:90])
    except BaseException as e: print(f.__name__, str(a)[:70], k, type(e).__name__, e)

D = f"/tmp/_krait_posix_{os.getpid()}"
os.mkdir(D)
os.chdir(D)
fd = 80
os.dup2(os.open("f", os.O_RDWR | os.O_CREAT), fd)
t(os.pwrite, fd, b"hello world", 0); t(os.pread, fd, 5, 6); t(os.pread, fd, 50, 6); t(os.pread, fd, -1, 0); t(os.pread, 999, 1, 0)
b = [bytearray(3), bytearray(4)]
t(os.preadv, fd, b, 2); print(b)
t(os.writev, fd, [b"ab", b"", b"cd"]); t(os.pwritev, fd, (b"XY",), 1); os.lseek(fd, 0, 0); t(os.readv, fd, b); print(b)
t(os.readv, fd, 3); t(os.writev, fd, ["x"]); t(os.readv, fd, [b"ro"]); t(os.preadv, fd, [b[0]], 0, 1 << 30)
os.dup2(os.open("g", os.O_RDWR | os.O_CREAT), 81)
t(os.sendfile, 81, fd, 0, 5); t(os.copy_file_range, fd, 81, 3, 0, 5); t(os.pread, 81, 20, 0); t(os.copy_file_range, fd, 81, -1)
t(os.posix_fallocate, 81, 0, 100); print(os.fstat(81).st_size); t(os.posix_fadvise, 81, 0, 0, os.POSIX_FADV_NORMAL); t(os.fdatasync, 81); t(os.posix_fallocate, 81, -1, 0)
t(os.lockf, 81, os.F_LOCK, 0); t(os.lockf, 81, os.F_ULOCK, 0)
r, w = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK); print(os.get_inheritable(r), os.get_blocking(w)); t(os.splice, r, 81, 5)
m = os.memfd_create("name"); print(os.write(m, b"abc"), os.pread(m, 9, 0)); e = os.eventfd(3); print(os.eventfd_read(e)); os.eventfd_write(e, 7); print(os.eventfd_read(e))
t(os.eventfd_write, e, -1); t(os.eventfd_write, e, "x")
m, s = os.openpty(); print(os.ttyname(s).startswith("/dev/pts/"), os.isatty(s), os.get_inheritable(m)); t(os.ttyname, r) if False else None
t(os.device_encoding, fd); t(os.ctermid); t(os.major, 0x801); t(os.minor, 0x801); t(os.makedev, 8, 1)
t(os.mkfifo, "p"); t(os.mkfifo, "p"); t(os.mknod, "n", 0o644); print(sorted(os.listdir())); t(os.mkfifo, "q", dir_fd="x")
t(os.chown, "f", -1, -1); t(os.chown, "nope", 0, 0); t(os.chown, "f", "x", 0); t(os.chown, "f", 2**40, 0); t(os.chown, "f", -2, 0); t(os.fchown, fd, os.getuid(), -1); t(os.lchown, "f", -1, -1); t(os.chown, "f", -1, -1, follow_symlinks=False)
v = os.statvfs("."); print(len(v), v.f_bsize == v[0], type(v), os.fstatvfs(fd).f_frsize == v.f_frsize); t(os.statvfs, "nope"); t(os.statvfs, 3.5)
t(os.listxattr, "f"); t(os.getxattr, "f", "user.none"); t(os.getxattr, "nope", "user.x"); t(os.removexattr, "f", "user.none"); t(os.setxattr, "f", "bad", b"x"); t(os.getxattr, "f", 3)
t(os.sysconf, "SC_PAGESIZE"); t(os.sysconf, os.sysconf_names["SC_NPROCESSORS_ONLN"]) if False else None; t(os.sysconf, "nope"); t(os.sysconf, 1.5); t(os.sysconf, -5)
t(os.pathconf, ".", "PC_NAME_MAX"); t(os.pathconf, ".", "zz"); t(os.fpathconf, fd, "PC_NAME_MAX"); t(os.pathconf, "nope", 3); t(os.confstr, "CS_PATH"); t(os.confstr, 99999); t(os.confstr, "zz")
print(len(os.sysconf_names), len(os.pathconf_names), len(os.confstr_names), os.getrandom(8, os.GRND_NONBLOCK) != b"", len(os.getrandom(20))); t(os.getrandom, -1)
print(os.getresuid() == (os.getuid(), os.geteuid(), os.getresuid()[2]), len(os.getresgid()), os.getpgid(0) == os.getpgrp(), os.getsid(0) >= 0, type(os.getgroups()), os.getgrouplist("root", 0)[0])
t(os.getpgid, 2**22 - 1); t(os.getsid, 2**22 - 1); t(os.setuid, "x"); t(os.setuid, 2**40); t(os.setgid, -2); t(os.setgroups, 3); t(os.setgroups, ["x"]); t(os.initgroups, 3, 0); t(os.getgrouplist, "root", "x"); t(os.setpgid, 2**22 - 1, 0)
def child(code):
    pid = os.fork()
    if not pid: os._exit(code)
    return pid
pid = child(3); p, st = os.wait(); print(p == pid, os.WIFEXITED(st), os.WEXITSTATUS(st), os.WCOREDUMP(st), os.WIFCONTINUED(st))
pid = child(4); p, st, u = os.wait3(0); print(p == pid, st, type(u).__name__, len(u)); pid = child(5); p, st, u = os.wait4(pid, 0); print(p == pid, st)
pid = child(6); i = os.waitid(os.P_PID, pid, os.WEXITED); print(type(i), i.si_pid == pid, i.si_status, i.si_code == os.CLD_EXITED, len(i)); t(os.wait); t(os.waitid, os.P_ALL, 0, os.WEXITED); t(os.wait3, 0)
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "echo $A >&5; exit 7"], {"A": "b"}, file_actions=[(os.POSIX_SPAWN_OPEN, 5, "out", os.O_WRONLY | os.O_CREAT, 0o600)], setsigdef=[2], setsigmask=(), setpgroup=0)
print(os.waitpid(pid, 0)[1], open("out").read())
print(os.waitpid(os.posix_spawnp("true", ["true"], os.environ), 0)[1])
t(os.posix_spawn, "/nope", ["x"], {}); t(os.posix_spawn, "/bin/true", [], {}); t(os.posix_spawn, "/bin/true", ["a"], 3); t(os.posix_spawn, "/bin/true", "a", {}); t(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=[3]); t(os.posix_spawn, "/bin/true", ["a"], {}, file_actions=[(9, 1)]); t(os.posix_spawn, "/bin/true", ["a"], {}, setsigdef=[99])
t(os.execv, "/nope", ["x"]); t(os.execv, "/nope", []); t(os.execv, "/nope", "x"); t(os.execv, "/nope", [""]); t(os.execve, "/nope", ["x"], {"A": "B"}); t(os.execve, "/nope", ["x"], 3); t(os.execve, "/nope", ["x"], {"A=": "B"}); t(os.execv, "/nope", ["a\0"])
if not (pid := os.fork()):
    os.dup2(os.open("out2", os.O_WRONLY | os.O_CREAT), 1)
    os.execve("/bin/sh", ["sh", "-c", "echo $Q $1", "z", b"y"], {"Q": b"R"})
print(os.waitpid(pid, 0)[1], open("out2").read())
print(os.sched_getscheduler(0) == os.SCHED_OTHER, os.sched_get_priority_max(os.SCHED_FIFO), os.sched_getparam(0), os.sched_param(3), os.sched_rr_get_interval(0) >= 0); t(os.sched_setparam, 0, 3); t(os.sched_setscheduler, 0, 0, os.sched_param(0)); t(os.sched_get_priority_max, 99); t(os.sched_yield)
os.sched_setaffinity(0, os.sched_getaffinity(0)); t(os.sched_setaffinity, 0, [-1]); t(os.sched_setaffinity, 0, 3); t(os.sched_setaffinity, 0, ["x"]); t(os.getpriority, os.PRIO_PROCESS, 0) if False else None; t(os.nice, 0) if False else None; t(os.getpriority, 9, 0)
t(os.killpg, 2**22 - 1, 0); p = os.pidfd_open(os.getpid()); print(p > 0); t(os.pidfd_open, 2**22 - 1); t(os.tcgetpgrp, fd)
pid, m = os.forkpty()
if not pid:
    os._exit(9 if os.isatty(0) else 1)
print(os.waitpid(pid, 0)[1], os.isatty(m))
for n in os.listdir(): os.unlink(n)
os.rmdir(D)
