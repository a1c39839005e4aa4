/* SPDX-License-Identifier: MIT
 * errno.c: module errno: numbers of system errors by name, and names by number. */
#include <errno.h>
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/module.h"

typedef struct Row {
    const char *name;
    int number;
} Row;
#define E(name) {#name, name},
static const Row rows[] = {
    E(ENODEV) E(ENOCSI) E(EHOSTUNREACH) E(ENOMSG) E(EUCLEAN) E(EL2NSYNC) E(EL2HLT) E(ENODATA)
        E(ENOTBLK) E(ENOSYS) E(EPIPE) E(EINVAL) E(EOVERFLOW) E(EADV) E(EINTR) E(EUSERS) E(ENOTEMPTY)
            E(ENOBUFS) E(EPROTO) E(EREMOTE) E(ENAVAIL) E(ECHILD) E(ELOOP) E(EXDEV) E(E2BIG) E(ESRCH)
                E(EMSGSIZE) E(EAFNOSUPPORT) E(EBADR) E(EHOSTDOWN) E(EPFNOSUPPORT) E(ENOPROTOOPT)
                    E(EBUSY){"EWOULDBLOCK", EWOULDBLOCK},
    E(EBADFD) E(EDOTDOT) E(EISCONN) E(ENOTCONN) E(ESHUTDOWN) E(ENONET) E(EBADE) E(EBADF)
        E(EMULTIHOP) E(EIO) E(EUNATCH) E(EPROTOTYPE) E(ENOSPC) E(ENOEXEC) E(EALREADY) E(ENETDOWN)
            E(ENOTNAM) E(EACCES) E(ELNRNG) E(EILSEQ) E(ENOTDIR) E(ENOTUNIQ) E(EPERM) E(EDOM)
                E(EXFULL) E(ECONNREFUSED) E(EISDIR) E(EPROTONOSUPPORT) E(EROFS) E(EADDRNOTAVAIL)
                    E(EIDRM) E(ECOMM) E(ESRMNT) E(EREMOTEIO) E(EL3RST) E(EBADMSG) E(ENFILE)
                        E(ELIBMAX) E(ESPIPE) E(ENOLINK) E(ENETRESET) E(ETIMEDOUT) E(ENOENT)
                            E(EEXIST) E(EDQUOT) E(ENOSTR) E(EBADSLT) E(EBADRQC) E(ELIBACC) E(EFAULT)
                                E(EFBIG){"EDEADLOCK", EDEADLOCK},
    E(EDEADLK){"ENOTSUP", ENOTSUP},
    E(ELIBSCN) E(ENOLCK) E(EISNAM) E(ECONNABORTED) E(ENETUNREACH) E(ESTALE) E(ENOSR) E(ENOMEM)
        E(ENOTSOCK) E(ESTRPIPE) E(EMLINK) E(ERANGE) E(ELIBEXEC) E(EL3HLT) E(ECONNRESET)
            E(EADDRINUSE) E(EOPNOTSUPP) E(EREMCHG) E(EAGAIN) E(ENAMETOOLONG) E(ENOTTY) E(ERESTART)
                E(ESOCKTNOSUPPORT) E(ETIME) E(EBFONT) E(ETOOMANYREFS) E(EMFILE) E(ETXTBSY)
                    E(EINPROGRESS) E(ENXIO) E(ELIBBAD) E(ENOPKG) E(ECHRNG) E(EDESTADDRREQ)
                        E(ECANCELED) E(ENOKEY) E(EKEYEXPIRED) E(EKEYREVOKED) E(EKEYREJECTED)
                            E(EOWNERDEAD) E(ENOTRECOVERABLE) E(ERFKILL) E(EMEDIUMTYPE)
                                E(ENOMEDIUM)};
#undef E

static bool init(kr_vm *vm, Value m) {
    Value codes = kr__dict_new(vm);
    if (kr__failed(codes)) return false;
    for (unsigned i = 0; i < KR_COUNTOF(rows); i++) {
        Value name = kr__intern(vm, rows[i].name, strlen(rows[i].name));
        Value number = kr__from_int48(rows[i].number);
        if (kr__failed(name) || !kr__dict_set(vm, kr__ptr(codes), number, name) ||
            !kr__module_add(vm, m, rows[i].name, number))
            return false;
    }
    return kr__module_add(vm, m, "errorcode", codes);
}

const KrModuleDef kr__module_errno = {
    .name = "errno",
    .doc = "This module makes available standard errno system symbols.",
    .init = init,
};
