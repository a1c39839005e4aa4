/* SPDX-License-Identifier: MIT
 * _socket_names.c: functions of module _socket: names of hosts, services, protocols and interfaces, numbers in network
 * order, and descriptors. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <limits.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/_socket.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/str.h"

#define HOST_ROOM 16384 /* bytes of a host entry */

static const char *text_of(Value bytes) { return ((KrBytes *)kr__ptr(bytes))->data; }
static bool granted(kr_vm *vm) { return kr__posix_granted(vm, KR_GRANT_NET); }
static Value c_str(kr_vm *vm, const char *s) { return kr__fs_decode(vm, s, strlen(s)); }
static Value pack(kr_vm *vm, const Value *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (kr__failed(items[i])) return KR_FAILED;
    return kr__tuple_new(vm, items, n);
}
/* A str without NUL, for C. NULL: an exception is pending. */
static const char *str_arg(kr_vm *vm, Value v, const char *function, int arg) {
    if (!kr__is_str(vm, v)) {
        if (arg)
            kr__raise_type(vm, "%s() argument %d must be str, not %P", function, arg, v);
        else
            kr__raise_type(vm, "%s() argument must be str, not %P", function, v);
        return NULL;
    }
    return kr__str_no_nul(vm, v) ? kr__str_text(kr__ptr(v)) : NULL;
}

/* ---- descriptors ---- */

static Value f_close(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd, r;
    if (!kr__c_int_arg(vm, a[0], -1, &fd) || !granted(vm)) return KR_FAILED;
    KR_BLOCKING(vm, r = close(fd));
    return r < 0 && errno != ECONNRESET ? kr__socket_failed(vm) : KR_NONE_V;
}
static Value f_dup(kr_vm *vm, Value *a, int n) {
    (void)n;
    int fd;
    if (!kr__c_int_arg(vm, a[0], -1, &fd) || !granted(vm)) return KR_FAILED;
    int copy;
    KR_FD_CALL(vm, copy, copy < 0, fcntl(fd, F_DUPFD_CLOEXEC, 0));
    return copy < 0 ? kr__socket_failed(vm) : kr__from_int48(copy);
}
static Value socket_of(kr_vm *vm, int fd, int family, int type, int proto) {
    Value *v = kr__socket_values(vm), args[4] = {kr__from_int48(family), kr__from_int48(type),
                                                 kr__from_int48(proto), kr__from_int48(fd)};
    Value r = v ? kr__call(vm, v[KR_SOCK_CLASS], args, 4) : KR_FAILED;
    if (kr__failed(r)) close(fd);
    return r;
}
static Value f_socketpair(kr_vm *vm, Value *a, int n) {
    (void)n;
    int family, type, proto, fd[2];
    if (!kr__c_int_arg(vm, a[0], AF_UNIX, &family) ||
        !kr__c_int_arg(vm, a[1], SOCK_STREAM, &type) || !kr__c_int_arg(vm, a[2], 0, &proto) ||
        !granted(vm))
        return KR_FAILED;
    int r;
    KR_FD_CALL(vm, r, r < 0, socketpair(family, type | SOCK_CLOEXEC, proto, fd));
    if (r < 0) return kr__socket_failed(vm);
    Value v[2] = {socket_of(vm, fd[0], family, type, proto), KR_UNSET};
    if (kr__failed(v[0])) {
        close(fd[1]);
        return KR_FAILED;
    }
    v[1] = socket_of(vm, fd[1], family, type, proto);
    return pack(vm, v, 2);
}

/* ---- addresses of hosts ---- */

static Value info_row(kr_vm *vm, const struct addrinfo *i) {
    KrSockAddr addr;
    memset(&addr, 0, sizeof addr);
    memcpy(&addr, i->ai_addr, i->ai_addrlen < sizeof addr ? i->ai_addrlen : sizeof addr);
    const char *name = i->ai_canonname ? i->ai_canonname : "";
    Value v[5] = {kr__from_int48(i->ai_family), kr__from_int48(i->ai_socktype),
                  kr__from_int48(i->ai_protocol), c_str(vm, name),
                  kr__socket_addr(vm, -1, &addr, i->ai_addrlen)};
    return pack(vm, v, 5);
}
static Value info_list(kr_vm *vm, const struct addrinfo *i) {
    Value list = kr__list_new(vm, NULL, 0);
    for (; i && kr__ok(list); i = i->ai_next) {
        Value v = info_row(vm, i);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) return KR_FAILED;
    }
    return list;
}
/* None is NULL; strs and bytes become bytes. */
static bool info_host(kr_vm *vm, Value v, Value *out) {
    *out = KR_NONE_V;
    if (kr__is_none(v)) return true;
    if (!kr__is_str(vm, v) && !kr__is_bytes(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "getaddrinfo() argument 1 must be string or None");
    *out = v;
    if (kr__is_str(vm, v)) {
        Value idna = kr__intern(vm, "idna", 4);
        bool ascii = kr__str_ascii(kr__ptr(v));
        *out = kr__ok(idna) ? kr__encode_str(vm, v, ascii ? KR_UNSET : idna, KR_UNSET) : idna;
    }
    return kr__ok(*out);
}
static bool info_port(kr_vm *vm, Value v, Value *out) {
    *out = KR_NONE_V;
    if (kr__is_none(v)) return true;
    if (kr__is_int_value(vm, v)) v = kr__str(vm, kr__int_exact(vm, v));
    if (kr__failed(v)) return false;
    if (kr__is_str(vm, v)) v = kr__encode_str(vm, v, KR_UNSET, KR_UNSET);
    if (kr__failed(v)) return false;
    if (!kr__is_bytes(vm, v)) return kr__raise_false(vm, KR_T_X_OSERROR, "Int or String expected");
    *out = v;
    return true;
}
static Value f_getaddrinfo(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value host, port;
    struct addrinfo hints, *list = NULL;
    memset(&hints, 0, sizeof hints);
    if (!kr__c_int_arg(vm, a[2], 0, &hints.ai_family) ||
        !kr__c_int_arg(vm, a[3], 0, &hints.ai_socktype) ||
        !kr__c_int_arg(vm, a[4], 0, &hints.ai_protocol) ||
        !kr__c_int_arg(vm, a[5], 0, &hints.ai_flags) || !info_host(vm, a[0], &host) ||
        !info_port(vm, a[1], &port) || !granted(vm))
        return KR_FAILED;
    const char *h = kr__is_none(host) ? NULL : text_of(host),
               *p = kr__is_none(port) ? NULL : text_of(port);
    int r;
    KR_BLOCKING(vm, r = getaddrinfo(h, p, &hints, &list));
    kr__keep(host);
    kr__keep(port);
    if (r) return kr__socket_gai(vm, r);
    Value v = info_list(vm, list);
    freeaddrinfo(list);
    return v;
}

/* (host, service) of an address. */
static Value f_getnameinfo(kr_vm *vm, Value *a, int n) {
    (void)n;
    int flags, port, r;
    uint32_t extra[2] = {0, 0};
    if (!kr__c_int_arg(vm, a[1], 0, &flags)) return KR_FAILED;
    if (!kr__has_kind(vm, a[0], KR_K_TUPLE))
        return kr__raise_type(vm, "getnameinfo() argument 1 must be a tuple");
    const KrTuple *t = kr__ptr(a[0]);
    if (t->len < 2 || t->len > 4)
        return kr__raise_type(vm, "getnameinfo(): illegal sockaddr argument");
    const char *host = str_arg(vm, kr__tuple_get(t, 0), "getnameinfo", 1);
    if (!host || !kr__c_int_arg(vm, kr__tuple_get(t, 1), 0, &port)) return KR_FAILED;
    for (size_t i = 2; i < t->len; i++) {
        int64_t x;
        Value v = kr__index(vm, kr__tuple_get(t, i));
        if (kr__failed(v) || !kr__int_to_i64(vm, v, &x)) return KR_FAILED;
        extra[i - 2] = (uint32_t)x;
    }
    if (extra[0] > 0xfffff)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "getnameinfo(): flowinfo must be 0-1048575.");
    if (!granted(vm)) return KR_FAILED;
    char service[NI_MAXSERV], name[NI_MAXHOST];
    struct addrinfo hints = {.ai_socktype = SOCK_DGRAM, .ai_flags = AI_NUMERICHOST}, *list;
    snprintf(service, sizeof service, "%d", port);
    KR_BLOCKING(vm, r = getaddrinfo(host, service, &hints, &list));
    if (r) return kr__socket_gai(vm, r);
    bool two = list->ai_next != NULL, inet = list->ai_family == AF_INET && t->len != 2;
    if (list->ai_family == AF_INET6) {
        struct sockaddr_in6 *in = (struct sockaddr_in6 *)(void *)list->ai_addr;
        in->sin6_flowinfo = htonl(extra[0]);
        in->sin6_scope_id = extra[1];
    }
    if (!two && !inet)
        KR_BLOCKING(vm, r = getnameinfo(list->ai_addr, list->ai_addrlen, name, sizeof name, service,
                                        sizeof service, flags));
    freeaddrinfo(list);
    if (two) return kr__raise(vm, KR_T_X_OSERROR, "sockaddr resolved to multiple addresses");
    if (inet) return kr__raise(vm, KR_T_X_OSERROR, "IPv4 sockaddr must be 2 tuple");
    if (r) return kr__socket_gai(vm, r);
    Value v[2] = {c_str(vm, name), c_str(vm, service)};
    return pack(vm, v, 2);
}

static Value host_error(kr_vm *vm, int code) {
    const char *text = hstrerror(code);
    Value args[2] = {kr__from_int48(code), c_str(vm, text)}, *v = kr__socket_values(vm);
    if (kr__failed(args[1]) || !v) return KR_FAILED;
    Value exc = kr__call(vm, v[KR_SOCK_HERROR], args, 2);
    return kr__ok(exc) ? kr__raise_object(vm, exc) : exc;
}
static Value f_gethostbyname(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSockAddr addr;
    Value host = kr__socket_host_arg(vm, a[0]);
    if (kr__failed(host) || !granted(vm) || !kr__socket_resolve(vm, text_of(host), AF_INET, &addr))
        return KR_FAILED;
    kr__keep(host);
    return kr__socket_number(vm, &addr, sizeof addr.in);
}

static Value entry_address(kr_vm *vm, int family, const char *p) {
    char buf[INET6_ADDRSTRLEN];
    return inet_ntop(family, p, buf, sizeof buf) ? c_str(vm, buf) : kr__socket_failed(vm);
}
/* (name, other names, addresses) */
static Value entry(kr_vm *vm, const struct hostent *h) {
    Value v[3] = {c_str(vm, h->h_name), kr__list_new(vm, NULL, 0), kr__list_new(vm, NULL, 0)};
    if (kr__failed(v[1]) || kr__failed(v[2])) return KR_FAILED;
    for (char **p = h->h_aliases; p && *p; p++) {
        Value s = c_str(vm, *p);
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(v[1]), s)) return KR_FAILED;
    }
    for (char **p = h->h_addr_list; p && *p; p++) {
        Value s = entry_address(vm, h->h_addrtype, *p);
        if (kr__failed(s) || !kr__list_append(vm, kr__ptr(v[2]), s)) return KR_FAILED;
    }
    return pack(vm, v, 3);
}
static Value host_entry(kr_vm *vm, const char *name, const KrSockAddr *addr) {
    struct hostent h, *found = NULL;
    int err = 0;
    char *room = kr__mem_alloc(&kr__heap(vm)->mem, HOST_ROOM);
    if (!room) return kr__no_memory(vm);
    const void *p = addr->sa.sa_family == AF_INET6 ? (const void *)&addr->in6.sin6_addr
                                                   : (const void *)&addr->in.sin_addr;
    socklen_t len =
        addr->sa.sa_family == AF_INET6 ? sizeof(struct in6_addr) : sizeof(struct in_addr);
    if (name)
        KR_BLOCKING(vm, (void)!gethostbyname_r(name, &h, room, HOST_ROOM, &found, &err));
    else
        KR_BLOCKING(vm, (void)!gethostbyaddr_r(p, len, addr->sa.sa_family, &h, room, HOST_ROOM,
                                               &found, &err));
    Value v = found ? entry(vm, found) : host_error(vm, err);
    kr__mem_free(&kr__heap(vm)->mem, room, HOST_ROOM);
    return v;
}
static Value f_gethostbyname_ex(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSockAddr addr;
    Value host = kr__socket_host_arg(vm, a[0]);
    if (kr__failed(host) || !granted(vm) || !kr__socket_resolve(vm, text_of(host), AF_INET, &addr))
        return KR_FAILED;
    Value v = host_entry(vm, text_of(host), &addr);
    kr__keep(host);
    return v;
}
static Value f_gethostbyaddr(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrSockAddr addr;
    Value host = kr__socket_host_arg(vm, a[0]);
    if (kr__failed(host) || !granted(vm) ||
        !kr__socket_resolve(vm, text_of(host), AF_UNSPEC, &addr))
        return KR_FAILED;
    kr__keep(host);
    return host_entry(vm, NULL, &addr);
}
static Value f_gethostname(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    char buf[1024];
    if (!granted(vm)) return KR_FAILED;
    if (gethostname(buf, sizeof buf - 1) < 0) return kr__socket_failed(vm);
    buf[sizeof buf - 1] = 0;
    return c_str(vm, buf);
}
static Value f_sethostname(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value b = kr__is_str(vm, a[0]) ? kr__fs_encode(vm, a[0]) : a[0];
    KrBuffer buf;
    if (kr__failed(b) || !granted(vm) || !kr__posix_granted(vm, KR_GRANT_PROCESS)) return KR_FAILED;
    if (!kr__is_bytes(vm, b))
        return kr__raise_type(vm, "sethostname() argument 1 must be str, not %P", a[0]);
    if (!kr__buffer_get(vm, b, &buf)) return KR_FAILED;
    int r = sethostname(buf.data, buf.len);
    kr__buffer_release(vm, &buf);
    return r < 0 ? kr__socket_failed(vm) : KR_NONE_V;
}

/* ---- services and protocols ---- */

static Value f_getservbyname(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct servent s, *found = NULL;
    char room[4096];
    const char *name = str_arg(vm, a[0], "getservbyname", 1), *proto = NULL;
    if (!name || (kr__ok(a[1]) && !(proto = str_arg(vm, a[1], "getservbyname", 2))))
        return KR_FAILED;
    KR_BLOCKING(vm, (void)!getservbyname_r(name, proto, &s, room, sizeof room, &found));
    if (!found) return kr__raise(vm, KR_T_X_OSERROR, "service/proto not found");
    return kr__from_int48(ntohs((uint16_t)found->s_port));
}
static Value f_getservbyport(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct servent s, *found = NULL;
    char room[4096];
    int port;
    const char *proto = NULL;
    if (!kr__c_int_arg(vm, a[0], 0, &port) ||
        (kr__ok(a[1]) && !(proto = str_arg(vm, a[1], "getservbyport", 2))))
        return KR_FAILED;
    if (port < 0 || port > 0xffff)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "getservbyport: port must be 0-65535.");
    KR_BLOCKING(
        vm, (void)!getservbyport_r(htons((uint16_t)port), proto, &s, room, sizeof room, &found));
    if (!found) return kr__raise(vm, KR_T_X_OSERROR, "port/proto not found");
    return c_str(vm, found->s_name);
}
static Value f_getprotobyname(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct protoent s, *found = NULL;
    char room[4096];
    const char *name = str_arg(vm, a[0], "getprotobyname", 1);
    if (!name) return KR_FAILED;
    KR_BLOCKING(vm, (void)!getprotobyname_r(name, &s, room, sizeof room, &found));
    if (!found) return kr__raise(vm, KR_T_X_OSERROR, "protocol not found");
    return kr__from_int48(found->p_proto);
}

/* ---- numbers ---- */

static Value swap16(kr_vm *vm, Value v, const char *name) {
    int x;
    if (!kr__c_int_arg(vm, v, 0, &x)) return KR_FAILED;
    if (x < 0)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                         "%s: can't convert negative Python int to C 16-bit unsigned integer",
                         name);
    if (x > 0xffff)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR,
                         "%s: Python int too large to convert to C 16-bit unsigned integer", name);
    return kr__from_int48(htons((uint16_t)x));
}
static Value f_ntohs(kr_vm *vm, Value *a, int n) { return (void)n, swap16(vm, a[0], "ntohs"); }
static Value f_htons(kr_vm *vm, Value *a, int n) { return (void)n, swap16(vm, a[0], "htons"); }
static Value f_swap32(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint64_t x;
    if (!kr__is_int_value(vm, a[0])) return kr__raise_type(vm, "expected int, %T found", a[0]);
    if (kr__int_sign(vm, a[0]) < 0)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "can't convert negative value to unsigned int");
    if (!kr__int_to_u64(vm, a[0], &x)) return KR_FAILED;
    if (x > UINT32_MAX) return kr__raise(vm, KR_T_X_OVERFLOWERROR, "int larger than 32 bits");
    return kr__from_int48(htonl((uint32_t)x));
}
static Value f_inet_aton(kr_vm *vm, Value *a, int n) {
    (void)n;
    struct in_addr in;
    const char *s = str_arg(vm, a[0], "inet_aton", 1);
    if (!s) return KR_FAILED;
    if (!inet_aton(s, &in))
        return kr__raise(vm, KR_T_X_OSERROR, "illegal IP address string passed to inet_aton");
    return kr__bytes_make(vm, &in, sizeof in);
}
static Value f_inet_ntoa(kr_vm *vm, Value *a, int n) {
    (void)n;
    KrBuffer b;
    char buf[INET_ADDRSTRLEN];
    struct in_addr in;
    if (!kr__buffer_get(vm, a[0], &b)) return KR_FAILED;
    bool fits = b.len == sizeof in;
    if (fits) memcpy(&in, b.data, sizeof in);
    kr__buffer_release(vm, &b);
    if (!fits) return kr__raise(vm, KR_T_X_OSERROR, "packed IP wrong length");
    return c_str(vm, inet_ntop(AF_INET, &in, buf, sizeof buf));
}
static Value f_inet_pton(kr_vm *vm, Value *a, int n) {
    (void)n;
    int family;
    char buf[sizeof(struct in6_addr)];
    if (!kr__c_int_arg(vm, a[0], 0, &family)) return KR_FAILED;
    const char *s = str_arg(vm, a[1], "inet_pton", 2);
    if (!s) return KR_FAILED;
    int r = inet_pton(family, s, buf);
    if (r < 0) return kr__socket_failed(vm);
    if (!r) return kr__raise(vm, KR_T_X_OSERROR, "illegal IP address string passed to inet_pton");
    return kr__bytes_make(vm, buf, family == AF_INET ? 4 : 16);
}
static Value f_inet_ntop(kr_vm *vm, Value *a, int n) {
    (void)n;
    int family;
    KrBuffer b;
    char buf[INET6_ADDRSTRLEN];
    if (!kr__c_int_arg(vm, a[0], 0, &family) || !kr__buffer_get(vm, a[1], &b)) return KR_FAILED;
    const char *s = NULL;
    bool known = family == AF_INET || family == AF_INET6;
    bool fits = b.len == (family == AF_INET ? 4 : 16);
    if (known && fits) s = inet_ntop(family, b.data, buf, sizeof buf);
    kr__buffer_release(vm, &b);
    if (!known) return kr__raise_value(vm, "unknown address family %d", family);
    if (!fits) return kr__raise_value(vm, "invalid length of packed IP address string");
    return s ? c_str(vm, s) : kr__socket_failed(vm);
}

/* ---- interfaces ---- */

static Value name_pair(kr_vm *vm, const struct if_nameindex *p) {
    Value v[2] = {kr__from_int48(p->if_index), c_str(vm, p->if_name)};
    return pack(vm, v, 2);
}
static Value f_if_nameindex(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    if (!granted(vm)) return KR_FAILED;
    struct if_nameindex *all = if_nameindex();
    if (!all) return kr__socket_failed(vm);
    Value list = kr__list_new(vm, NULL, 0);
    for (const struct if_nameindex *p = all; kr__ok(list) && p->if_index; p++) {
        Value v = name_pair(vm, p);
        if (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)) list = KR_FAILED;
    }
    if_freenameindex(all);
    return list;
}
static Value f_if_nametoindex(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value b = kr__is_str(vm, a[0]) ? kr__fs_encode(vm, a[0]) : a[0];
    if (kr__failed(b) || !granted(vm)) return KR_FAILED;
    if (!kr__is_bytes(vm, b))
        return kr__raise_type(vm, "expected str, bytes or os.PathLike object, not %T", a[0]);
    unsigned i = if_nametoindex(text_of(b));
    return i ? kr__from_int48(i) : kr__raise(vm, KR_T_X_OSERROR, "no interface with this name");
}
static Value f_if_indextoname(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint64_t i;
    char name[IF_NAMESIZE + 1];
    Value v = kr__index(vm, a[0]);
    if (kr__failed(v) || !kr__int_to_u64(vm, v, &i) || !granted(vm)) return KR_FAILED;
    if (!if_indextoname((unsigned)i, name)) return kr__socket_failed(vm);
    return c_str(vm, name);
}

/* ---- sizes of ancillary data ---- */

static bool length_arg(kr_vm *vm, Value v, const char *name, size_t most, size_t *out) {
    int64_t i;
    if (!kr__index_i64(vm, v, &i)) return false;
    *out = (size_t)i;
    if (i >= 0 && *out <= most) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s() argument out of range", name);
}
static Value f_cmsg_len(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len;
    if (!length_arg(vm, a[0], "CMSG_LEN", INT_MAX - CMSG_LEN(0), &len)) return KR_FAILED;
    return kr__from_int48((int64_t)CMSG_LEN(len));
}
static Value f_cmsg_space(kr_vm *vm, Value *a, int n) {
    (void)n;
    size_t len;
    if (!length_arg(vm, a[0], "CMSG_SPACE", INT_MAX - CMSG_SPACE(1), &len)) return KR_FAILED;
    return kr__from_int48((int64_t)CMSG_SPACE(len));
}

static const KrFnDef functions[] = {
    {"CMSG_LEN(length, /)", f_cmsg_len,
     "Size of an item of ancillary data that has length bytes, without what pads it.", 0},
    {"CMSG_SPACE(length, /)", f_cmsg_space,
     "Room that an item of ancillary data takes that has length bytes.", 0},
    {"close(fd, /)", f_close, "Close the descriptor of a socket.", 0},
    {"dup(fd, /)", f_dup, "A copy of the descriptor, which child processes do not inherit.", 0},
    {"getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", f_getaddrinfo,
     "Addresses of a host and service: (family, type, proto, canonname, address) each.", 0},
    {"gethostbyaddr(host, /)", f_gethostbyaddr, "(name, aliases, addresses) of a host.", 0},
    {"gethostbyname(host, /)", f_gethostbyname, "The IP address of a host, as text.", 0},
    {"gethostbyname_ex(host, /)", f_gethostbyname_ex, "(name, aliases, addresses) of a host.", 0},
    {"gethostname()", f_gethostname, "The name of this machine.", 0},
    {"getnameinfo(sockaddr, flags, /)", f_getnameinfo, "(host, service) of an address.", 0},
    {"getprotobyname(name, /)", f_getprotobyname, "The number of a protocol.", 0},
    {"getservbyname(servicename, protocolname=None, /)", f_getservbyname, "The port of a service.",
     0},
    {"getservbyport(port, protocolname=None, /)", f_getservbyport, "The service of a port.", 0},
    {"htonl(x, /)", f_swap32, "A 32-bit number in network order.", 0},
    {"htons(x, /)", f_htons, "A 16-bit number in network order.", 0},
    {"if_indextoname(if_index, /)", f_if_indextoname, "The name of an interface.", 0},
    {"if_nameindex()", f_if_nameindex, "All interfaces: (index, name) each.", 0},
    {"if_nametoindex(if_name, /)", f_if_nametoindex, "The index of an interface.", 0},
    {"inet_aton(ip_addr, /)", f_inet_aton, "The four bytes of an IPv4 address.", 0},
    {"inet_ntoa(packed_ip, /)", f_inet_ntoa, "An IPv4 address as text.", 0},
    {"inet_ntop(af, packed_ip, /)", f_inet_ntop, "An address of family af as text.", 0},
    {"inet_pton(af, ip, /)", f_inet_pton, "The bytes of an address of family af.", 0},
    {"ntohl(x, /)", f_swap32, "A 32-bit number in the order of this machine.", 0},
    {"ntohs(x, /)", f_ntohs, "A 16-bit number in the order of this machine.", 0},
    {"sethostname(name, /)", f_sethostname, "Name this machine.", 0},
    {"socketpair(family=socket.AF_UNIX, type=socket.SOCK_STREAM, proto=0, /)", f_socketpair,
     "Two sockets that are connected to each other.", 0},
    {NULL, NULL, NULL, 0},
};

bool kr__socket_names_init(kr_vm *vm, Value module) {
    return kr__module_add_functions(vm, module, functions);
}
