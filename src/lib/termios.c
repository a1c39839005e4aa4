/* SPDX-License-Identifier: MIT
 * termios.c: the module termios: terminals. */
#define _GNU_SOURCE
#include <asm/ioctls.h>
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/bytes.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"

extern const KrModuleDef kr__module_termios;
enum { S_ERROR, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module_termios, S_COUNT); }

/* Raises termios.error(errno, text). */
static Value failed(kr_vm *vm) {
    int err = errno;
    if (kr__pending(vm)) return KR_FAILED;
    Value *s = state_of(vm), args[2] = {kr__from_int48(err), kr__text(vm, "%s", strerror(err))};
    Value exc = s && kr__ok(args[1]) ? kr__call2(vm, s[S_ERROR], args[0], args[1]) : KR_FAILED;
    return kr__ok(exc) ? kr__raise_object(vm, exc) : exc;
}

static bool fd_arg(kr_vm *vm, Value v, int *fd) {
    return kr__fileno_arg(vm, v, fd) && kr__posix_granted(vm, KR_GRANT_FILES);
}

static Value t_tcgetattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    struct termios t;
    if (!fd_arg(vm, a[0], &fd)) return KR_FAILED;
    if (tcgetattr(fd, &t) != 0) return failed(vm);
    Value cc[NCCS], v[7] = {kr__from_int48(t.c_iflag),       kr__from_int48(t.c_oflag),
                            kr__from_int48(t.c_cflag),       kr__from_int48(t.c_lflag),
                            kr__from_int48(cfgetispeed(&t)), kr__from_int48(cfgetospeed(&t))};
    for (int i = 0; i < NCCS; i++) {
        bool number = !(t.c_lflag & ICANON) && (i == VMIN || i == VTIME);
        cc[i] = number ? kr__from_int48(t.c_cc[i]) : kr__bytes_make(vm, &t.c_cc[i], 1);
        if (kr__failed(cc[i])) return KR_FAILED;
    }
    v[6] = kr__list_new(vm, cc, NCCS);
    return kr__ok(v[6]) ? kr__list_new(vm, v, 7) : KR_FAILED;
}

static bool flag_arg(kr_vm *vm, Value v, tcflag_t *out) {
    int64_t i;
    v = kr__index(vm, v);
    if (kr__failed(v) || !kr__int_to_i64(vm, v, &i)) return false;
    *out = (tcflag_t)i;
    return true;
}

static bool cc_arg(kr_vm *vm, Value list, cc_t *cc) {
    if (!kr__has_kind(vm, list, KR_K_LIST) || ((KrList *)kr__ptr(list))->len != NCCS)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "tcsetattr: attributes[6] must be %d element list", NCCS);
    for (int i = 0; i < NCCS; i++) {
        Value v = kr__list_get(kr__ptr(list), (size_t)i);
        int64_t k;
        if (kr__is_bytes(vm, v) && ((KrBytes *)kr__ptr(v))->len == 1)
            cc[i] = (cc_t)((KrBytes *)kr__ptr(v))->data[0];
        else if (kr__is_int_value(vm, v) && kr__int_fits_i64(vm, v, &k))
            cc[i] = (cc_t)k;
        else
            return kr__raise_false(
                vm, KR_T_X_TYPEERROR,
                "tcsetattr: elements of attributes must be characters or integers");
    }
    return true;
}

static Value t_tcsetattr(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, when, r;
    struct termios t;
    tcflag_t flags[6];
    if (!kr__fileno_arg(vm, a[0], &fd) || !kr__c_int_arg(vm, a[1], 0, &when)) return KR_FAILED;
    if (!kr__has_kind(vm, a[2], KR_K_LIST) || ((KrList *)kr__ptr(a[2]))->len != 7)
        return kr__raise_type(vm, "tcsetattr, arg 3: must be 7 element list");
    if (!fd_arg(vm, a[0], &fd)) return KR_FAILED;
    if (tcgetattr(fd, &t) != 0) return failed(vm); /* what this module does not know stays */
    for (size_t i = 0; i < 6; i++)
        if (!flag_arg(vm, kr__list_get(kr__ptr(a[2]), i), &flags[i])) return KR_FAILED;
    if (!cc_arg(vm, kr__list_get(kr__ptr(a[2]), 6), t.c_cc)) return KR_FAILED;
    t.c_iflag = flags[0];
    t.c_oflag = flags[1];
    t.c_cflag = flags[2];
    t.c_lflag = flags[3];
    if (cfsetispeed(&t, flags[4]) != 0 || cfsetospeed(&t, flags[5]) != 0) return failed(vm);
    KR_BLOCKING(vm, r = tcsetattr(fd, when, &t));
    return r == 0 ? KR_NONE_V : failed(vm);
}

#define WITH_NUMBER(name)                                                                  \
    static Value t_##name(kr_vm *vm, Value *a, int n) {                                    \
        (void)n;                                                                           \
        int fd, arg, r;                                                                    \
        if (!kr__c_int_arg(vm, a[1], 0, &arg) || !fd_arg(vm, a[0], &fd)) return KR_FAILED; \
        KR_BLOCKING(vm, r = name(fd, arg));                                                \
        return r == 0 ? KR_NONE_V : failed(vm);                                            \
    }
WITH_NUMBER(tcsendbreak)
WITH_NUMBER(tcflush)
WITH_NUMBER(tcflow)
static Value t_tcdrain(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r;
    if (!fd_arg(vm, a[0], &fd)) return KR_FAILED;
    do KR_BLOCKING(vm, r = tcdrain(fd));
    while (r != 0 && errno == EINTR && kr__poll(vm));
    return r == 0 ? KR_NONE_V : failed(vm);
}

static Value t_tcgetwinsize(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    struct winsize w;
    if (!fd_arg(vm, a[0], &fd)) return KR_FAILED;
    if (ioctl(fd, TIOCGWINSZ, &w) != 0) return failed(vm);
    Value v[2] = {kr__from_int48(w.ws_row), kr__from_int48(w.ws_col)};
    return kr__tuple_new(vm, v, 2);
}

static bool side_arg(kr_vm *vm, Value seq, int i, int64_t *out) {
    Value v = kr__get_item(vm, seq, kr__from_int48(i));
    return kr__ok(v) && kr__index_i64(vm, v, out);
}
static Value t_tcsetwinsize(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    size_t len;
    struct winsize w;
    int64_t rows, columns;
    static const char wrong[] = "tcsetwinsize, arg 2: must be a two-item sequence";
    if (!kr__fileno_arg(vm, a[0], &fd)) return KR_FAILED;
    if (!kr__ok(kr__special(vm, a[1], KR_N___getitem__)) ||
        !kr__ok(kr__special(vm, a[1], KR_N___len__)))
        return kr__raise_type(vm, wrong);
    if (!kr__length(vm, a[1], &len)) return KR_FAILED;
    if (len != 2) return kr__raise_type(vm, wrong);
    if (!side_arg(vm, a[1], 0, &rows) || !side_arg(vm, a[1], 1, &columns) || !fd_arg(vm, a[0], &fd))
        return KR_FAILED;
    if (ioctl(fd, TIOCGWINSZ, &w) != 0) return failed(vm);
    w.ws_row = (unsigned short)rows;
    w.ws_col = (unsigned short)columns;
    if (w.ws_row != rows || w.ws_col != columns)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "winsize value(s) out of range.");
    return ioctl(fd, TIOCSWINSZ, &w) == 0 ? KR_NONE_V : failed(vm);
}

static const KrFnDef functions[] = {
    {"tcdrain(fd, /)", t_tcdrain, "Wait until all output is sent.", 0},
    {"tcflow(fd, action, /)", t_tcflow, "Halt or resume input or output.", 0},
    {"tcflush(fd, queue, /)", t_tcflush, "Throw away what waits: TCIFLUSH, TCOFLUSH or TCIOFLUSH.",
     0},
    {"tcgetattr(fd, /)", t_tcgetattr,
     "The terminal's attributes: [iflag, oflag, cflag, lflag, ispeed, ospeed, cc].\n\ncc is a list "
     "of characters, with "
     "numbers at VMIN and VTIME when the terminal is not in canonical mode.",
     0},
    {"tcgetwinsize(fd, /)", t_tcgetwinsize, "The size of the window: (rows, columns).", 0},
    {"tcsendbreak(fd, duration, /)", t_tcsendbreak,
     "Send a break; 0 is a quarter to half a second.", 0},
    {"tcsetattr(fd, when, attributes, /)", t_tcsetattr,
     "Set the attributes, in the form that tcgetattr gives: TCSANOW, TCSADRAIN or TCSAFLUSH says "
     "when.",
     0},
    {"tcsetwinsize(fd, winsize, /)", t_tcsetwinsize, "Set the size of the window: (rows, columns).",
     0},
    {NULL, NULL, NULL, 0},
};

#define C(name) {#name, (int64_t)(name)},
// clang-format off
static const KrConstant constants[] = {
    C(B0) C(B1000000) C(B110) C(B115200) C(B1152000) C(B1200) C(B134) C(B150) C(B1500000) C(B1800)
    C(B19200) C(B200) C(B2000000) C(B230400) C(B2400) C(B2500000) C(B300) C(B3000000) C(B3500000)
    C(B38400) C(B4000000) C(B460800) C(B4800) C(B50) C(B500000) C(B57600) C(B576000) C(B600)
    C(B75) C(B921600) C(B9600) C(BRKINT) C(BS0) C(BS1) C(BSDLY) C(CBAUD) C(CBAUDEX) C(CDSUSP)
    C(CEOF) C(CEOL) C(CEOT) C(CERASE) C(CFLUSH) C(CIBAUD) C(CINTR) C(CKILL) C(CLNEXT) C(CLOCAL)
    C(CQUIT) C(CR0) C(CR1) C(CR2) C(CR3) C(CRDLY) C(CREAD) C(CRPRNT) C(CRTSCTS) C(CS5) C(CS6)
    C(CS7) C(CS8) C(CSIZE) C(CSTART) C(CSTOP) C(CSTOPB) C(CSUSP) C(CWERASE) C(ECHO) C(ECHOCTL)
    C(ECHOE) C(ECHOK) C(ECHOKE) C(ECHONL) C(ECHOPRT) C(EXTA) C(EXTB) C(FF0) C(FF1) C(FFDLY)
    C(FIOASYNC) C(FIOCLEX) C(FIONBIO) C(FIONCLEX) C(FIONREAD) C(FLUSHO) C(HUPCL) C(ICANON)
    C(ICRNL) C(IEXTEN) C(IGNBRK) C(IGNCR) C(IGNPAR) C(IMAXBEL) C(INLCR) C(INPCK) C(IOCSIZE_MASK)
    C(IOCSIZE_SHIFT) C(ISIG) C(ISTRIP) C(IUCLC) C(IXANY) C(IXOFF) C(IXON) C(NCC) C(NCCS) C(NL0)
    C(NL1) C(NLDLY) C(NOFLSH) C(N_MOUSE) C(N_PPP) C(N_SLIP) C(N_STRIP) C(N_TTY) C(OCRNL) C(OFDEL)
    C(OFILL) C(OLCUC) C(ONLCR) C(ONLRET) C(ONOCR) C(OPOST) C(PARENB) C(PARMRK) C(PARODD) C(PENDIN)
    C(TAB0) C(TAB1) C(TAB2) C(TAB3) C(TABDLY) C(TCFLSH) C(TCGETA) C(TCGETS) C(TCIFLUSH) C(TCIOFF)
    C(TCIOFLUSH) C(TCION) C(TCOFLUSH) C(TCOOFF) C(TCOON) C(TCSADRAIN) C(TCSAFLUSH) C(TCSANOW)
    C(TCSBRK) C(TCSBRKP) C(TCSETA) C(TCSETAF) C(TCSETAW) C(TCSETS) C(TCSETSF) C(TCSETSW) C(TCXONC)
    C(TIOCCONS) C(TIOCEXCL) C(TIOCGETD) C(TIOCGICOUNT) C(TIOCGLCKTRMIOS) C(TIOCGPGRP)
    C(TIOCGSERIAL) C(TIOCGSOFTCAR) C(TIOCGWINSZ) C(TIOCINQ) C(TIOCLINUX) C(TIOCMBIC) C(TIOCMBIS)
    C(TIOCMGET) C(TIOCMIWAIT) C(TIOCMSET) C(TIOCM_CAR) C(TIOCM_CD) C(TIOCM_CTS) C(TIOCM_DSR)
    C(TIOCM_DTR) C(TIOCM_LE) C(TIOCM_RI) C(TIOCM_RNG) C(TIOCM_RTS) C(TIOCM_SR) C(TIOCM_ST)
    C(TIOCNOTTY) C(TIOCNXCL) C(TIOCOUTQ) C(TIOCPKT) C(TIOCPKT_DATA) C(TIOCPKT_DOSTOP)
    C(TIOCPKT_FLUSHREAD) C(TIOCPKT_FLUSHWRITE) C(TIOCPKT_NOSTOP) C(TIOCPKT_START) C(TIOCPKT_STOP)
    C(TIOCSCTTY) C(TIOCSERCONFIG) C(TIOCSERGETLSR) C(TIOCSERGETMULTI) C(TIOCSERGSTRUCT)
    C(TIOCSERGWILD) C(TIOCSERSETMULTI) C(TIOCSERSWILD) C(TIOCSER_TEMT) C(TIOCSETD)
    C(TIOCSLCKTRMIOS) C(TIOCSPGRP) C(TIOCSSERIAL) C(TIOCSSOFTCAR) C(TIOCSTI) C(TIOCSWINSZ)
    C(TOSTOP) C(VDISCARD) C(VEOF) C(VEOL) C(VEOL2) C(VERASE) C(VINTR) C(VKILL) C(VLNEXT) C(VMIN)
    C(VQUIT) C(VREPRINT) C(VSTART) C(VSTOP) C(VSUSP) C(VSWTC) {"VSWTCH", VSWTC}, C(VT0) C(VT1) C(VTDLY)
    C(VTIME) C(VWERASE) C(XCASE) C(XTABS)
};
// clang-format on

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm);
    return s && kr__ok(s[S_ERROR] = kr__module_exception(vm, m, "termios.error", KR_UNSET)) &&
           kr__module_constants(vm, m, constants, KR_COUNTOF(constants));
}

const KrModuleDef kr__module_termios = {
    .name = "termios",
    .doc = "Control of terminals by descriptor, as POSIX has it.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
