# select, fcntl, resource, pwd, grp, termios: every function, with what it refuses.
# select: 60, since the kernel looks no further than its table of descriptors, at least 64.
import select,os,errno,fcntl,resource,pwd,grp,termios
def t(f,*a,**k):
    try: print(getattr(f,'__name__','?'),str(a)[:60],k,repr(f(*a,**k))[:150])
    except BaseException as e: print(getattr(f,'__name__','?'),str(a)[:60],k,type(e).__name__,e)
S=select.select
t(S); t(S,[],[]); t(S,[],[],[],0); t(S,1,[],[]); t(S,['x'],[],[],0); t(S,[-1],[],[],0); t(S,[1<<20],[],[],0); t(S,[60],[],[],0);t(S,[],[],[],'x');t(S,[],[],[],-1);t(S,[],[],[],1e300);t(S,[],[],[],None,3)
r,w=os.pipe(); t(S,[r],[w],[r],0); os.write(w,b'x'); t(S,(r,),[w],[],1.5); t(S,[],[],[],float('nan'))
t(S,[1.5],[],[],0);t(S,[2**40],[],[],0)
class F:
    def fileno(self): return 'x'
class G:
    def fileno(self): return -5
t(lambda:S([F()],[],[],0)); t(lambda:S([G()],[],[],0))
p=select.poll(); print(type(p), [x for x in dir(p) if x[0]!='_']); t(p.register,r); t(p.poll,0); t(p.register,r,select.POLLOUT); t(p.poll,0); t(p.modify,r,1);t(p.modify,99,1); t(p.unregister,99);t(p.register,r,-1);t(p.register,r,1<<16);t(p.register,r,'x');t(p.register,'x');t(p.poll,'x');t(p.poll,-1 if 1 else 0);t(p.poll,1e30);t(p.poll,0.5);t(p.poll,None)
t(p.unregister,r); t(p.register,98,select.POLLIN); t(p.poll,10); t(p.register); t(p.unregister); t(p.poll,1,2); t(type(p)); 
e=select.epoll(); print([x for x in dir(e) if x[0]!='_']); print(e.closed, e.fileno()>0); t(e.register,r,select.EPOLLIN); t(e.poll,0); t(e.register,r); t(e.modify,r,select.EPOLLOUT); t(e.poll,0,5);t(e.poll,0,0);t(e.poll,0,-2);t(e.unregister,r);t(e.unregister,r);t(e.register,999);t(e.poll,'x');t(e.poll,timeout=0,maxevents=3)
with e as ee: print(ee is e)
t(e.poll);t(e.fileno); t(e.close); print(e.closed); t(e.register,r);t(e.__enter__); select.epoll(-1);t(select.epoll,0);t(select.epoll,-2);t(select.epoll,1,1); t(select.epoll,sizehint=5,flags=select.EPOLL_CLOEXEC,x=1)
f=select.epoll.fromfd(os.dup(r)); t(f.close)
print(select.epoll.__doc__[:10], select.PIPE_BUF, select.error is OSError)
FC=fcntl.fcntl
t(FC,r,fcntl.F_GETFD); t(FC,r,fcntl.F_SETFD,0); t(FC,r,fcntl.F_GETFD); t(FC,r,fcntl.F_GETFL); t(FC,r,fcntl.F_SETFL,os.O_NONBLOCK); t(FC,r,fcntl.F_GETFL); t(FC,999,1); t(FC,'x',1); t(FC,r); t(FC,r,'x'); t(FC,r,1,'abc'); t(FC,r,1,1.5); t(FC,r,1,b'abc'); t(FC,r,1,b'a'*1025); t(FC,r,1,2**40); t(FC,r,1,None)
t(fcntl.flock,r,fcntl.LOCK_UN); t(fcntl.flock,-1,0); t(fcntl.flock,'a',0)
fd=90; os.dup2(os.open(f'/tmp/_krait_lockf_{os.getpid()}',os.O_RDWR|os.O_CREAT),90)
t(fcntl.lockf,fd,fcntl.LOCK_EX|fcntl.LOCK_NB); t(fcntl.lockf,fd,fcntl.LOCK_UN,1,2,0); t(fcntl.lockf,fd,99);t(fcntl.lockf,fd,0);t(fcntl.lockf,fd,fcntl.LOCK_SH,'x');t(fcntl.flock,fd,fcntl.LOCK_EX);t(fcntl.flock,fd,8)
os.unlink(f'/tmp/_krait_lockf_{os.getpid()}')
I=fcntl.ioctl
t(I,r,termios.FIONREAD,b'\0\0\0\0'); b=bytearray(4); t(I,r,termios.FIONREAD,b); print(b); b=bytearray(4); t(I,r,termios.FIONREAD,b,False); print(b); t(I,r,termios.FIONREAD,'\0\0\0\0'); t(I,r,99999); t(I,r,termios.FIONREAD,b'a'*1025); t(I,r,termios.FIONREAD,None); t(I,999,1);t(I,r,termios.FIONREAD,bytearray(2000))
R=resource
t(R.getrlimit,99); t(R.getrlimit,'x'); t(R.setrlimit,R.RLIMIT_CORE,(0,0)); t(R.setrlimit,R.RLIMIT_CORE,(1,2,3)); t(R.setrlimit,R.RLIMIT_CORE,3);t(R.setrlimit,R.RLIMIT_CORE,(1,0));t(R.setrlimit,99,(0,0)); t(R.getrlimit,-1); t(R.prlimit,0,R.RLIMIT_CORE); t(R.prlimit,0,R.RLIMIT_CORE,(0,0)); t(R.prlimit,0,99); t(R.prlimit,0); t(R.prlimit,2**22-1,R.RLIMIT_CORE); t(R.setrlimit,R.RLIMIT_CORE,('a',0));t(R.setrlimit,R.RLIMIT_CORE,(2**70,0));t(R.setrlimit,R.RLIMIT_CORE,(-1,-1))
u=R.getrusage(R.RUSAGE_SELF); print(len(u),u.ru_utime>=0,type(u),type(u.ru_maxrss)); t(R.getrusage,99); t(R.getrusage,'x'); print(R.getpagesize(), R.RLIM_INFINITY)
t(pwd.getpwnam,'root'); t(pwd.getpwuid,0); t(pwd.getpwnam,'nobodyx'); t(pwd.getpwuid,99999); t(pwd.getpwuid,'x'); t(pwd.getpwuid,-1); t(pwd.getpwuid,2**40); t(pwd.getpwnam,3); t(pwd.getpwnam,'a\0b'); print(pwd.getpwall()[0], type(pwd.getpwall()));t(pwd.getpwnam,b'root')
t(grp.getgrnam,'root'); t(grp.getgrgid,0); t(grp.getgrgid,id=0); t(grp.getgrnam,'nobodyx'); t(grp.getgrgid,99999); t(grp.getgrgid,'x'); t(grp.getgrgid,-1); t(grp.getgrgid,2**40); t(grp.getgrnam,3); t(grp.getgrnam,name='a\0b'); print(grp.getgrall()[0])
T=termios
t(T.tcgetattr,r); t(T.tcgetattr,'x'); t(T.tcsetattr,r,0,[]); t(T.tcsetattr,r,0,3); t(T.tcsetattr,r,0,[0]*7); t(T.tcsetattr,r,0,[0,0,0,0,0,0,[0]*32]); t(T.tcsendbreak,r,0); t(T.tcdrain,r); t(T.tcflush,r,0); t(T.tcflow,r,0); t(T.tcgetwinsize,r); t(T.tcsetwinsize,r,(1,2)); t(T.tcsetwinsize,r,(1,)); t(T.tcsetwinsize,r,3)
m=os.open('/dev/ptmx',os.O_RDWR|os.O_NOCTTY); fcntl.ioctl(m,termios.TIOCSPTLCK if hasattr(termios,'TIOCSPTLCK') else 0x40045431,b'\0\0\0\0'); import struct; s=91; os.dup2(os.open('/dev/pts/%d'%struct.unpack('i',fcntl.ioctl(m,0x80045430,b'\0\0\0\0')),os.O_RDWR|os.O_NOCTTY),91)
a=T.tcgetattr(s); print(a); t(T.tcsetattr,s,T.TCSANOW,a); a[3]&=~T.ICANON; T.tcsetattr(s,T.TCSADRAIN,a); print(T.tcgetattr(s)); t(T.tcsetattr,s,0,a[:6]+[[0]*3]); t(T.tcsetattr,s,0,a[:6]+[['a']*32]);t(T.tcsetattr,s,0,['x']+a[1:]); t(T.tcsetwinsize,s,(24,80)); t(T.tcgetwinsize,s); t(T.tcflush,s,T.TCIFLUSH); t(T.tcsetwinsize,s,(2**17,1))
print(T.error.__mro__, T.error.__module__)
