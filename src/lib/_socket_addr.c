/* SPDX-License-Identifier: MIT
 * _socket_addr.c: socket addresses from and to Python values, one way each for every family. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/can.h>
#include <linux/netlink.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netdb.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <string.h>

#include "lib/_socket.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/host.h"
#include "types/int.h"
#include "types/str.h"

/* ---- hosts ---- */

Value kr__socket_gai(kr_vm *vm, int code) {
    if (code == EAI_SYSTEM) return kr__socket_failed(vm);
    const char *text = gai_strerror(code);
    Value args[2] = {kr__from_int48(code), kr__str_new(vm, text, strlen(text))}, *v;
    if (kr__failed(args[1]) || !(v = kr__socket_values(vm))) return KR_FAILED;
    Value exc = kr__call(vm, v[KR_SOCK_GAI], args, 2);
    return kr__ok(exc) ? kr__raise_object(vm, exc) : exc;
}

Value kr__socket_host_arg(kr_vm *vm, Value v) {
    Value b;
    if (kr__is_str(vm, v)) {
        static const char idna[] = "idna";
        Value codec = kr__intern(vm, idna, sizeof idna - 1);
        bool ascii = kr__str_ascii(kr__ptr(v));
        if (kr__failed(codec)) return codec;
        b = kr__encode_str(vm, v, ascii ? KR_UNSET : codec, KR_UNSET);
    } else if (kr__is_bytes(vm, v)) {
        b = v;
    } else if (kr__is_bytearray(vm, v)) {
        b = kr__bytes_from_object(vm, v);
    } else {
        return kr__raise_type(vm, "str, bytes or bytearray expected, not %T", v);
    }
    if (kr__failed(b)) return b;
    const KrBytes *p = kr__ptr(b);
    if (memchr(p->data, 0, p->len))
        return kr__raise_type(vm, "host name must not contain null character");
    return b;
}

static bool look_up(kr_vm *vm, const char *name, const char *service, int family, int type,
                    int flags, struct addrinfo **out) {
    struct addrinfo hints = {.ai_family = family, .ai_socktype = type, .ai_flags = flags};
    int r;
    KR_BLOCKING(vm, r = getaddrinfo(name, service, &hints, out));
    if (r) kr__socket_gai(vm, r);
    return r == 0;
}
/* "": any address of this machine. */
static bool wildcard(kr_vm *vm, int family, KrSockAddr *out) {
    struct addrinfo *list;
    if (!look_up(vm, NULL, "0", family, SOCK_DGRAM, AI_PASSIVE, &list)) return false;
    bool one = !list->ai_next;
    memcpy(out, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return one || kr__raise_false(vm, KR_T_X_OSERROR, "wildcard resolved to multiple address");
}

bool kr__socket_resolve(kr_vm *vm, const char *name, int family, KrSockAddr *out) {
    struct addrinfo *list;
    memset(out, 0, sizeof *out);
    if (!*name) return wildcard(vm, family, out);
    if (!strcmp(name, "255.255.255.255") || !strcmp(name, "<broadcast>")) {
        if (family != AF_INET && family != AF_UNSPEC)
            return kr__raise_false(vm, KR_T_X_OSERROR, "address family mismatched");
        out->in.sin_family = AF_INET;
        out->in.sin_addr.s_addr = INADDR_BROADCAST;
        return true;
    }
    if (family != AF_INET6 && inet_pton(AF_INET, name, &out->in.sin_addr) > 0) {
        out->in.sin_family = AF_INET;
        return true;
    }
    if (family != AF_INET && !strchr(name, '%') &&
        inet_pton(AF_INET6, name, &out->in6.sin6_addr) > 0) {
        out->in6.sin6_family = AF_INET6;
        return true;
    }
    if (!look_up(vm, name, NULL, family, 0, 0, &list)) return false;
    memcpy(out, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return true;
}

Value kr__socket_number(kr_vm *vm, const KrSockAddr *addr, socklen_t len) {
    char buf[NI_MAXHOST];
    int r = getnameinfo(&addr->sa, len, buf, sizeof buf, NULL, 0, NI_NUMERICHOST);
    return r ? kr__socket_gai(vm, r) : kr__str_new(vm, buf, strlen(buf));
}

/* ---- from Python ---- */

typedef struct AddrArg {
    const KrSock *s;
    Value v;
    const char *caller;
    KrSockAddr *out;
    socklen_t *len;
} AddrArg;

/* A tuple of so many items; `text` says what it should be. */
static const KrTuple *tuple_arg(kr_vm *vm, const AddrArg *a, const char *family, size_t least,
                                size_t most, const char *text) {
    if (!kr__has_kind(vm, a->v, KR_K_TUPLE)) {
        kr__raise_type(vm, "%s(): %s address must be tuple, not %T", a->caller, family, a->v);
        return NULL;
    }
    const KrTuple *t = kr__ptr(a->v);
    if (t->len >= least && t->len <= most) return t;
    kr__raise_type(vm, "%s", text);
    return NULL;
}
static bool uint_arg(kr_vm *vm, Value v, uint32_t *out) {
    uint32_t buf[2];
    v = kr__index(vm, v);
    if (kr__failed(v)) return false;
    KrLimbs l = kr__int_view(vm, v, buf);
    *out = l.n ? l.d[0] : 0;
    if (kr__int_sign(vm, v) < 0) *out = -*out;
    return true;
}
static bool port_arg(kr_vm *vm, const AddrArg *a, Value v, uint16_t *out) {
    int port;
    if (!kr__c_int_arg(vm, v, 0, &port)) {
        if (vm->thread->stopping || !kr__pending_is(vm, KR_T_X_OVERFLOWERROR)) return false;
        kr__clear_pending(vm);
        port = -1;
    }
    *out = htons((uint16_t)port);
    if (port >= 0 && port <= 0xffff) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s(): port must be 0-65535.", a->caller);
}

static bool from_inet(kr_vm *vm, const AddrArg *a) {
    const KrTuple *t =
        tuple_arg(vm, a, "AF_INET", 2, 2, "AF_INET address must be a pair (host, port)");
    uint16_t port;
    Value host = t ? kr__socket_host_arg(vm, kr__tuple_get(t, 0)) : KR_FAILED;
    if (kr__failed(host) || !port_arg(vm, a, kr__tuple_get(t, 1), &port) ||
        !kr__socket_resolve(vm, ((KrBytes *)kr__ptr(host))->data, AF_INET, a->out))
        return false;
    a->out->in.sin_port = port;
    *a->len = sizeof a->out->in;
    return true;
}
static bool from_inet6(kr_vm *vm, const AddrArg *a) {
    const KrTuple *t =
        tuple_arg(vm, a, "AF_INET6", 2, 4,
                  "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
    uint16_t port;
    uint32_t flow = 0, scope = 0;
    Value host = t ? kr__socket_host_arg(vm, kr__tuple_get(t, 0)) : KR_FAILED;
    if (kr__failed(host) || !port_arg(vm, a, kr__tuple_get(t, 1), &port) ||
        (t->len > 2 && !uint_arg(vm, kr__tuple_get(t, 2), &flow)) ||
        (t->len > 3 && !uint_arg(vm, kr__tuple_get(t, 3), &scope)))
        return false;
    if (flow > 0xfffff)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s(): flowinfo must be 0-1048575.",
                               a->caller);
    if (!kr__socket_resolve(vm, ((KrBytes *)kr__ptr(host))->data, AF_INET6, a->out)) return false;
    a->out->in6.sin6_port = port;
    a->out->in6.sin6_flowinfo = htonl(flow);
    if (scope || t->len > 3) a->out->in6.sin6_scope_id = scope;
    *a->len = sizeof a->out->in6;
    return true;
}
/* A path; with NUL before it, a name of its own space. */
static bool from_unix(kr_vm *vm, const AddrArg *a) {
    struct sockaddr_un *un = &a->out->un;
    Value path = kr__is_str(vm, a->v) ? kr__fs_encode(vm, a->v) : a->v;
    KrBuffer b;
    if (kr__failed(path) || !kr__buffer_get(vm, path, &b)) return false;
    bool own = !b.len || !b.data[0], fits = b.len < sizeof un->sun_path + own;
    if (fits) memcpy(un->sun_path, b.data, b.len);
    un->sun_family = AF_UNIX;
    *a->len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + b.len + !own);
    kr__buffer_release(vm, &b);
    return fits || kr__raise_false(vm, KR_T_X_OSERROR, "AF_UNIX path too long");
}
static bool from_netlink(kr_vm *vm, const AddrArg *a) {
    struct sockaddr_nl *nl = (struct sockaddr_nl *)a->out;
    const KrTuple *t =
        tuple_arg(vm, a, "AF_NETLINK", 2, 2, "AF_NETLINK address must be a pair (pid, groups)");
    nl->nl_family = AF_NETLINK;
    *a->len = sizeof *nl;
    return t && uint_arg(vm, kr__tuple_get(t, 0), &nl->nl_pid) &&
           uint_arg(vm, kr__tuple_get(t, 1), &nl->nl_groups);
}
static bool from_vsock(kr_vm *vm, const AddrArg *a) {
    struct sockaddr_vm *v = (struct sockaddr_vm *)a->out;
    if (!kr__has_kind(vm, a->v, KR_K_TUPLE))
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "getsockaddrarg: AF_VSOCK address must be "
                               "tuple, not %T",
                               a->v);
    const KrTuple *t = tuple_arg(vm, a, "AF_VSOCK", 2, 2, "function takes exactly 2 arguments");
    v->svm_family = AF_VSOCK;
    *a->len = sizeof *v;
    return t && uint_arg(vm, kr__tuple_get(t, 0), &v->svm_cid) &&
           uint_arg(vm, kr__tuple_get(t, 1), &v->svm_port);
}
/* The number of the interface that a str or bytes names. */
static bool interface_arg(kr_vm *vm, Value v, int *out) {
    Value b = kr__is_str(vm, v) ? kr__fs_encode(vm, v) : v;
    *out = 0;
    if (kr__failed(b)) return false;
    if (!kr__is_bytes(vm, b))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "expected bytes, %T found", v);
    const KrBytes *p = kr__ptr(b);
    if (!p->len) return true;
    if (p->len >= IFNAMSIZ)
        return kr__raise_false(vm, KR_T_X_OSERROR, "AF_CAN interface name too long");
    *out = (int)if_nametoindex(p->data);
    if (!*out) kr__socket_failed(vm);
    return *out != 0;
}
static bool from_packet(kr_vm *vm, const AddrArg *a) {
    struct sockaddr_ll *ll = (struct sockaddr_ll *)a->out;
    static const char text[] = "AF_PACKET address must be a tuple of two to five elements";
    const KrTuple *t = tuple_arg(vm, a, "AF_PACKET", 2, 5, text);
    int index, proto, type = 0, hatype = 0;
    KrBuffer b;
    if (!t || !interface_arg(vm, kr__tuple_get(t, 0), &index) ||
        !kr__c_int_arg(vm, kr__tuple_get(t, 1), 0, &proto) ||
        (t->len > 2 && !kr__c_int_arg(vm, kr__tuple_get(t, 2), 0, &type)) ||
        (t->len > 3 && !kr__c_int_arg(vm, kr__tuple_get(t, 3), 0, &hatype)))
        return false;
    if (proto < 0 || proto > 0xffff)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s(): proto must be 0-65535.", a->caller);
    if (t->len > 4) {
        if (!kr__buffer_get(vm, kr__tuple_get(t, 4), &b)) return false;
        bool fits = b.len <= sizeof ll->sll_addr;
        if (fits) memcpy(ll->sll_addr, b.data, ll->sll_halen = (uint8_t)b.len);
        kr__buffer_release(vm, &b);
        if (!fits)
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   "Hardware address must be 8 bytes or less");
    }
    ll->sll_family = AF_PACKET;
    ll->sll_protocol = htons((uint16_t)proto);
    ll->sll_ifindex = index;
    ll->sll_pkttype = (uint8_t)type;
    ll->sll_hatype = (uint16_t)hatype;
    *a->len = sizeof *ll;
    return true;
}
static bool from_can(kr_vm *vm, const AddrArg *a) {
    struct sockaddr_can *can = (struct sockaddr_can *)a->out;
    static const char text[] = "AF_CAN address must be a tuple (interface[, rx_addr, tx_addr])";
    const KrTuple *t = tuple_arg(vm, a, "AF_CAN", 1, 3, text);
    int index;
    if (!t || !interface_arg(vm, kr__tuple_get(t, 0), &index)) return false;
    can->can_family = AF_CAN;
    can->can_ifindex = index;
    *a->len = sizeof *can;
    return t->len < 3 || (uint_arg(vm, kr__tuple_get(t, 1), &can->can_addr.tp.rx_id) &&
                          uint_arg(vm, kr__tuple_get(t, 2), &can->can_addr.tp.tx_id));
}

bool kr__socket_addr_arg(kr_vm *vm, const KrSock *s, Value v, const char *caller, KrSockAddr *out,
                         socklen_t *len) {
    AddrArg a = {s, v, caller, out, len};
    memset(out, 0, sizeof *out);
    switch (s->family) {
    case AF_INET: return from_inet(vm, &a);
    case AF_INET6: return from_inet6(vm, &a);
    case AF_UNIX: return from_unix(vm, &a);
    case AF_NETLINK: return from_netlink(vm, &a);
    case AF_VSOCK: return from_vsock(vm, &a);
    case AF_PACKET: return from_packet(vm, &a);
    case AF_CAN: return from_can(vm, &a);
    default: return kr__raise_false(vm, KR_T_X_OSERROR, "%s(): bad family", caller);
    }
}

/* ---- to Python ---- */

static Value pack(kr_vm *vm, const Value *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (kr__failed(items[i])) return KR_FAILED;
    return kr__tuple_new(vm, items, n);
}
static Value to_inet6(kr_vm *vm, const KrSockAddr *addr) {
    struct sockaddr_in6 in = addr->in6;
    char buf[INET6_ADDRSTRLEN + IFNAMSIZ + 1];
    int r =
        getnameinfo((struct sockaddr *)&in, sizeof in, buf, sizeof buf, NULL, 0, NI_NUMERICHOST);
    if (r) return kr__socket_gai(vm, r);
    char *scope = strchr(buf, '%');
    Value v[4] = {kr__str_new(vm, buf, scope ? (size_t)(scope - buf) : strlen(buf)),
                  kr__from_int48(ntohs(in.sin6_port)), kr__from_int48(ntohl(in.sin6_flowinfo)),
                  kr__from_int48(in.sin6_scope_id)};
    return pack(vm, v, 4);
}
static Value to_unix(kr_vm *vm, const struct sockaddr_un *un, socklen_t len) {
    size_t n = len > offsetof(struct sockaddr_un, sun_path)
                   ? len - offsetof(struct sockaddr_un, sun_path)
                   : 0;
    if (n && !un->sun_path[0]) return kr__bytes_make(vm, un->sun_path, n);
    return kr__fs_decode(vm, un->sun_path, strnlen(un->sun_path, n));
}
static Value to_packet(kr_vm *vm, const struct sockaddr_ll *ll) {
    char name[IFNAMSIZ] = "";
    if (ll->sll_ifindex && !if_indextoname((unsigned)ll->sll_ifindex, name)) name[0] = 0;
    Value v[5] = {kr__fs_decode(vm, name, strlen(name)), kr__from_int48(ntohs(ll->sll_protocol)),
                  kr__from_int48(ll->sll_pkttype), kr__from_int48(ll->sll_hatype),
                  kr__bytes_make(vm, ll->sll_addr, ll->sll_halen)};
    return pack(vm, v, 5);
}
static Value to_can(kr_vm *vm, int fd, const struct sockaddr_can *can) {
    char name[IFNAMSIZ] = "";
    (void)fd;
    if (can->can_ifindex && !if_indextoname((unsigned)can->can_ifindex, name)) name[0] = 0;
    Value v = kr__fs_decode(vm, name, strlen(name));
    return pack(vm, &v, 1);
}

Value kr__socket_addr(kr_vm *vm, int fd, const KrSockAddr *addr, socklen_t len) {
    if (len == 0) return KR_NONE_V;
    Value v[2];
    switch (addr->sa.sa_family) {
    case AF_INET: {
        char buf[INET_ADDRSTRLEN];
        if (!inet_ntop(AF_INET, &addr->in.sin_addr, buf, sizeof buf)) return kr__socket_failed(vm);
        v[0] = kr__str_new(vm, buf, strlen(buf));
        v[1] = kr__from_int48(ntohs(addr->in.sin_port));
        return pack(vm, v, 2);
    }
    case AF_INET6: return to_inet6(vm, addr);
    case AF_UNIX: return to_unix(vm, &addr->un, len);
    case AF_NETLINK:
        v[0] = kr__from_int48(((const struct sockaddr_nl *)addr)->nl_pid);
        v[1] = kr__from_int48(((const struct sockaddr_nl *)addr)->nl_groups);
        return pack(vm, v, 2);
    case AF_VSOCK:
        v[0] = kr__from_int48(((const struct sockaddr_vm *)addr)->svm_cid);
        v[1] = kr__from_int48(((const struct sockaddr_vm *)addr)->svm_port);
        return pack(vm, v, 2);
    case AF_PACKET: return to_packet(vm, (const struct sockaddr_ll *)addr);
    case AF_CAN: return to_can(vm, fd, (const struct sockaddr_can *)addr);
    default:
        v[0] = kr__from_int48(addr->sa.sa_family);
        v[1] = kr__bytes_make(vm, addr->sa.sa_data, len - offsetof(struct sockaddr, sa_data));
        return pack(vm, v, 2);
    }
}
