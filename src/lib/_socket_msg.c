/* SPDX-License-Identifier: MIT
 * _socket_msg.c: sendmsg, recvmsg and recvmsg_into: data in several buffers, with ancillary data. */
#define _GNU_SOURCE
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/_socket.h"
#include "types/bytes.h"
#include "types/int.h"
#include "types/list.h"
#include "types/str.h"

#ifndef IOV_MAX
#define IOV_MAX 1024
#endif

/* The buffers of a message. They are held by the entries of `held`, in memory of one block. */
typedef struct Message {
    struct msghdr h;
    KrBuffer *held;
    size_t n, bytes; /* buffers held, size of the block */
    Value keep;      /* list of their owners: the block is not traced */
    KrSockAddr addr;
    char *control;
    size_t control_bytes;
    int flags;
} Message;

static void message_free(kr_vm *vm, Message *m) {
    for (size_t i = 0; i < m->n; i++) kr__buffer_release(vm, &m->held[i]);
    kr__mem_free(&kr__heap(vm)->mem, m->held, m->bytes);
    kr__mem_free(&kr__heap(vm)->mem, m->control, m->control_bytes);
}

/* Takes the buffers of a list. */
static bool hold(kr_vm *vm, Message *m, Value list, bool writable, const char *name) {
    size_t n = ((KrList *)kr__ptr(list))->len;
    if (n > IOV_MAX)
        return kr__raise_false(vm, KR_T_X_OSERROR, "%s() argument 1 is too long", name);
    m->bytes = (n + 1) * (sizeof(KrBuffer) + sizeof(struct iovec));
    m->held = kr__mem_zalloc(&kr__heap(vm)->mem, m->bytes);
    if (!m->held) return kr__ok(kr__no_memory(vm));
    m->keep = kr__list_new(vm, NULL, 0);
    if (kr__failed(m->keep)) return false;
    m->h.msg_iov = (struct iovec *)(void *)(m->held + n + 1);
    for (size_t i = 0; i < n && i < ((KrList *)kr__ptr(list))->len; i++) {
        Value v = kr__list_get(kr__ptr(list), i);
        if (writable ? !kr__buffer_get_writable(vm, v, &m->held[i], name)
                     : !kr__buffer_get(vm, v, &m->held[i]))
            return false;
        m->h.msg_iov[i] = (struct iovec){m->held[i].data, m->held[i].len};
        m->h.msg_iovlen = ++m->n;
        if (!kr__list_append(vm, kr__ptr(m->keep), m->held[i].owner)) return false;
    }
    return true;
}
/* A list of the items; the TypeError says which argument it is. */
static Value items_of(kr_vm *vm, Value v, const char *text) {
    if (!kr__ok(kr__special(vm, v, KR_N___iter__)) && !kr__ok(kr__special(vm, v, KR_N___getitem__)))
        return kr__raise_type(vm, "%s", text);
    return kr__list_from(vm, v);
}

/* ---- sending ---- */

typedef struct Item {
    int level, type;
    KrBuffer b;
} Item;
static bool item_arg(kr_vm *vm, Value v, Item *out) {
    static const char name[] = "[sendmsg() ancillary data items]()";
    Value t;
    if (!kr__has_kind(vm, v, KR_K_TUPLE) && !kr__has_kind(vm, v, KR_K_LIST))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "%s argument must be 3-item sequence, not %T",
                               name, v);
    if (kr__failed(t = kr__tuple_from(vm, v))) return false;
    const KrTuple *p = kr__ptr(t);
    if (p->len != 3)
        return kr__raise_false(vm, KR_T_X_TYPEERROR,
                               "%s argument must be sequence of length 3, not %u", name, p->len);
    return kr__c_int_arg(vm, kr__tuple_get(p, 0), 0, &out->level) &&
           kr__c_int_arg(vm, kr__tuple_get(p, 1), 0, &out->type) &&
           kr__buffer_get(vm, kr__tuple_get(p, 2), &out->b);
}
/* One more item behind those that are there. */
static bool item_add(kr_vm *vm, Message *m, const Item *it) {
    size_t len = CMSG_LEN(it->b.len), space = CMSG_SPACE(it->b.len), old = m->control_bytes;
    if (it->b.len > INT_MAX)
        return kr__raise_false(vm, KR_T_X_OSERROR, "ancillary data item too large");
    if (old + space > INT_MAX)
        return kr__raise_false(vm, KR_T_X_OSERROR, "too much ancillary data");
    char *p = kr__mem_zalloc(&kr__heap(vm)->mem, old + space);
    if (!p) return kr__ok(kr__no_memory(vm));
    if (old) memcpy(p, m->control, old);
    kr__mem_free(&kr__heap(vm)->mem, m->control, old);
    m->control = p;
    m->control_bytes = old + space;
    struct cmsghdr *c = (struct cmsghdr *)(void *)(p + old);
    c->cmsg_level = it->level;
    c->cmsg_type = it->type;
    c->cmsg_len = len;
    memcpy(CMSG_DATA(c), it->b.data, it->b.len);
    return true;
}
static bool ancillary(kr_vm *vm, Message *m, Value v) {
    Value list = items_of(vm, v, "sendmsg() argument 2 must be iterable");
    if (kr__failed(list)) return false;
    for (size_t i = 0; i < ((KrList *)kr__ptr(list))->len; i++) {
        Item it;
        if (!kr__poll(vm) || !item_arg(vm, kr__list_get(kr__ptr(list), i), &it)) return false;
        bool ok = item_add(vm, m, &it);
        kr__buffer_release(vm, &it.b);
        if (!ok) return false;
    }
    m->h.msg_control = m->control;
    m->h.msg_controllen = m->control_bytes;
    return true;
}

static ssize_t do_sendmsg(int fd, int flags, void *ud) {
    const Message *m = ud;
    return sendmsg(fd, &m->h, m->flags | flags);
}
/* self, buffers, ancdata, flags, address */
Value kr__socket_sendmsg(kr_vm *vm, Value *a, int n) {
    (void)n;
    Message m;
    memset(&m, 0, sizeof m);
    KrSock *s = kr__ptr(a[0]);
    if (!kr__c_int_arg(vm, a[3], 0, &m.flags)) return KR_FAILED;
    if (kr__ok(a[4]) && !kr__is_none(a[4])) {
        if (!kr__socket_addr_arg(vm, s, a[4], "sendmsg", &m.addr, &m.h.msg_namelen))
            return KR_FAILED;
        m.h.msg_name = &m.addr;
    }
    Value list = items_of(vm, a[1], "sendmsg() argument 1 must be an iterable");
    if (kr__failed(list)) return KR_FAILED;
    ssize_t r = -1;
    if (hold(vm, &m, list, false, "sendmsg") && (!kr__ok(a[2]) || ancillary(vm, &m, a[2])))
        r = kr__socket_call(vm, a[0], POLLOUT, m.flags, kr__socket_until(s->timeout), do_sendmsg,
                            &m);
    message_free(vm, &m);
    kr__keep(m.keep);
    return r < 0 ? KR_FAILED : kr__from_int48(r);
}

/* ---- receiving ---- */

/* How many bytes of data an item has of what was received; false: it does not begin in there. */
static bool item_size(const struct msghdr *h, const struct cmsghdr *c, size_t *size) {
    size_t at = (size_t)((const char *)CMSG_DATA(c) - (const char *)h->msg_control);
    if (at > h->msg_controllen) return false;
    size_t room = h->msg_controllen - at, head = CMSG_LEN(0);
    if (c->cmsg_len < head) return false;
    *size = c->cmsg_len - head < room ? c->cmsg_len - head : room;
    return true;
}
static void close_sent(const struct cmsghdr *c, size_t size) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) return;
    for (size_t i = 0; i + sizeof(int) <= size; i += sizeof(int)) {
        int fd;
        memcpy(&fd, CMSG_DATA(c) + i, sizeof fd);
        close(fd);
    }
}
static Value item_value(kr_vm *vm, const struct cmsghdr *c, size_t size) {
    Value v[3] = {kr__from_int48(c->cmsg_level), kr__from_int48(c->cmsg_type),
                  kr__bytes_make(vm, CMSG_DATA(c), size)};
    return kr__ok(v[2]) ? kr__tuple_new(vm, v, 3) : KR_FAILED;
}
/* The list of items. Descriptors that came with a failing one are closed. */
static Value received_items(kr_vm *vm, Message *m) {
    Value list = kr__list_new(vm, NULL, 0);
    size_t size;
    struct cmsghdr *c = m->h.msg_controllen ? CMSG_FIRSTHDR(&m->h) : NULL;
    for (; c && item_size(&m->h, c, &size); c = CMSG_NXTHDR(&m->h, c)) {
        Value v = kr__ok(list) ? item_value(vm, c, size) : KR_FAILED;
        if (kr__ok(list) && (kr__failed(v) || !kr__list_append(vm, kr__ptr(list), v)))
            list = KR_FAILED;
        if (kr__failed(list)) close_sent(c, size);
    }
    return list;
}

static ssize_t do_recvmsg(int fd, int flags, void *ud) {
    Message *m = ud;
    m->h.msg_namelen = sizeof m->addr;
    m->h.msg_controllen = m->control_bytes;
    return recvmsg(fd, &m->h, m->flags | flags);
}
/* a: self, where to, ancbufsize, flags. data: what the first item of the result is, made from the number of bytes. */
static Value receive(kr_vm *vm, Value *a, Message *m,
                     Value (*data)(kr_vm *vm, const Message *m, ssize_t got)) {
    KrSock *s = kr__ptr(a[0]);
    int64_t room = 0;
    if ((kr__ok(a[2]) && !kr__index_i64(vm, a[2], &room)) || !kr__c_int_arg(vm, a[3], 0, &m->flags))
        return KR_FAILED;
    if (room < 0 || room > INT_MAX)
        return kr__raise_value(vm, "%s", "invalid ancillary data buffer length");
    m->control_bytes = (size_t)room;
    if (room && !(m->control = kr__mem_zalloc(&kr__heap(vm)->mem, m->control_bytes))) {
        m->control_bytes = 0;
        return kr__no_memory(vm);
    }
    m->h.msg_name = &m->addr;
    m->h.msg_control = m->control;
    ssize_t got =
        kr__socket_call(vm, a[0], POLLIN, m->flags, kr__socket_until(s->timeout), do_recvmsg, m);
    if (got < 0) return KR_FAILED;
    Value v[4] = {KR_UNSET, received_items(vm, m), kr__from_int48(m->h.msg_flags), KR_UNSET};
    if (kr__failed(v[1]) || kr__failed(v[0] = data(vm, m, got))) return KR_FAILED;
    v[3] = kr__socket_addr(vm, s->fd, &m->addr,
                           m->h.msg_namelen > sizeof m->addr ? sizeof m->addr : m->h.msg_namelen);
    return kr__ok(v[3]) ? kr__tuple_new(vm, v, 4) : KR_FAILED;
}

static Value data_bytes(kr_vm *vm, const Message *m, ssize_t got) {
    return kr__bytes_make(vm, m->h.msg_iov->iov_base, (size_t)got);
}
Value kr__socket_recvmsg(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t size;
    Message m;
    memset(&m, 0, sizeof m);
    if (!kr__index_i64(vm, a[1], &size)) return KR_FAILED;
    if (size < 0) return kr__raise_value(vm, "negative buffer size in recvmsg()");
    struct iovec v = {NULL, (size_t)size};
    if (size && !(v.iov_base = kr__mem_alloc(&kr__heap(vm)->mem, v.iov_len)))
        return kr__no_memory(vm);
    m.h.msg_iov = &v;
    m.h.msg_iovlen = 1;
    Value r = receive(vm, a, &m, data_bytes);
    message_free(vm, &m);
    kr__mem_free(&kr__heap(vm)->mem, v.iov_base, v.iov_len);
    return r;
}

static Value data_count(kr_vm *vm, const Message *m, ssize_t got) {
    return (void)vm, (void)m, kr__from_int48(got);
}
Value kr__socket_recvmsg_into(kr_vm *vm, Value *a, int n) {
    (void)n;
    Message m;
    memset(&m, 0, sizeof m);
    Value list = items_of(vm, a[1], "recvmsg_into() argument 1 must be an iterable");
    if (kr__failed(list)) return KR_FAILED;
    Value r = hold(vm, &m, list, true, "recvmsg_into") ? receive(vm, a, &m, data_count) : KR_FAILED;
    message_free(vm, &m);
    kr__keep(m.keep);
    return r;
}
