/* SPDX-License-Identifier: MIT
 * _socket.h: what the files of module _socket share: _socket.c has the class and its methods, _socket_addr.c addresses,
 * _socket_msg.c messages with ancillary data, _socket_names.c names of hosts, services and interfaces, and
 * _socket_const.c the constants. */
#ifndef KR_LIB__SOCKET_H
#define KR_LIB__SOCKET_H

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"

/* A socket. The descriptor is non-blocking when timeout >= 0; waiting is done by poll(2) in slices, also for blocking
 * ones, whose calls are made with MSG_DONTWAIT. */
typedef struct KrSock {
    KrObj head;
    int32_t fd; /* -1: closed, or not opened yet */
    int32_t family, type, proto;
    uint32_t pad;
    int64_t timeout; /* nanoseconds; 0: non-blocking; -1: blocking */
} KrSock;

/* Values that the module keeps. */
enum { KR_SOCK_CLASS, KR_SOCK_GAI, KR_SOCK_HERROR, KR_SOCK_DEFAULT, KR_SOCK_VALUES };
Value *kr__socket_values(kr_vm *vm);

/* The OSError of errno, unless an exception is pending already. */
Value kr__socket_failed(kr_vm *vm);
/* One system call on a socket: its result, or -1 and errno. Runs without the VM's lock: fd is what to use. */
typedef ssize_t (*KrSockFn)(int fd, int flags, void *ud);
/* When time is up (ns from a timeout; -1: never). */
int64_t kr__socket_until(int64_t timeout);
/* Calls f until it does not ask to wait: for POLLIN or POLLOUT in `events`, up to `until`. f gets MSG_DONTWAIT where the
 * socket itself would block. how: flags of the caller: with MSG_DONTWAIT a blocking socket does not wait, with
 * MSG_WAITALL it is the call that blocks, once there is something. -1: an exception is pending. Runs Python code (signal
 * handlers). */
KR_MUST_USE ssize_t kr__socket_call(kr_vm *vm, Value self, short events, int how, int64_t until,
                                    KrSockFn f, void *ud);

/* _socket_addr.c */
typedef union KrSockAddr {
    struct sockaddr sa;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
    struct sockaddr_storage all;
} KrSockAddr;
/* The address that a Python value stands for in the socket's family. Errors begin with the caller's name. Runs Python
 * code, and may ask name servers. */
KR_MUST_USE bool kr__socket_addr_arg(kr_vm *vm, const KrSock *s, Value v, const char *caller,
                                     KrSockAddr *out, socklen_t *len);
/* As Python sees it. fd: of a socket of it, to name its interfaces; -1: none. */
KR_MUST_USE Value kr__socket_addr(kr_vm *vm, int fd, const KrSockAddr *addr, socklen_t len);
/* Looks a host up: in `family` (AF_UNSPEC: any), or that of a number. False: gaierror or OSError. */
KR_MUST_USE bool kr__socket_resolve(kr_vm *vm, const char *name, int family, KrSockAddr *out);
/* A host's number as text. */
KR_MUST_USE Value kr__socket_number(kr_vm *vm, const KrSockAddr *addr, socklen_t len);
/* A host name as bytes: str (in IDNA), bytes or bytearray. Failed: TypeError. */
KR_MUST_USE Value kr__socket_host_arg(kr_vm *vm, Value v);
/* gaierror(code, text), or the OSError of EAI_SYSTEM. */
Value kr__socket_gai(kr_vm *vm, int code);

/* _socket_msg.c: rows of methods. */
Value kr__socket_sendmsg(kr_vm *vm, Value *a, int n);
Value kr__socket_recvmsg(kr_vm *vm, Value *a, int n);
Value kr__socket_recvmsg_into(kr_vm *vm, Value *a, int n);

/* Functions and constants. */
KR_MUST_USE bool kr__socket_names_init(kr_vm *vm, Value module);
KR_MUST_USE bool kr__socket_const_init(kr_vm *vm, Value module);

#endif
