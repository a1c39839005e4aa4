/* SPDX-License-Identifier: MIT
 * api_values.c: the public interface: scopes, kept references, values in and out, what Python does with them. */
#include <string.h>

#include "api/host.h"
#include "base/utf8.h"
#include "types/dict.h"
#include "types/int.h"
#include "types/list.h"

/* ---- scopes ----------------------------------------------------------------------------------- */

kr_scope_t kr_scope(kr_vm *vm) { return (kr_scope_t){kr__host(vm)->values.n}; }

kr_value kr_leave(kr_vm *vm, kr_scope_t s, kr_value result) {
    KrHost *h = kr__host(vm);
    if (s.mark < h->values.n) {
        h->values.n = s.mark;
        if (!kr_failed(result) && kr__is_ref(kr__in(result)))
            h->values.data[h->values.n++] =
                kr__in(result); /* one place is free: the scope held it */
    }
    return result;
}

kr_ref *kr_keep(kr_vm *vm, kr_value v) {
    if (kr_failed(v)) return NULL;
    KrHost *h = kr__host(vm);
    kr_ref *r = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof *r);
    if (!r) {
        kr__no_memory(vm);
        return NULL;
    }
    r->value = kr__in(v);
    r->next = h->refs;
    r->link = &h->refs;
    if (r->next) r->next->link = &r->next;
    h->refs = r;
    return r;
}
kr_value kr_value_of(kr_vm *vm, const kr_ref *r) {
    (void)vm;
    return r ? (kr_value){r->value.bits} : KR_FAIL;
}
void kr_drop(kr_vm *vm, kr_ref *r) {
    if (!r) return;
    *r->link = r->next;
    if (r->next) r->next->link = r->link;
    kr__mem_free(&kr__heap(vm)->mem, r, sizeof *r);
}

/* ---- making ----------------------------------------------------------------------------------- */

kr_value kr_none(kr_vm *vm) {
    (void)vm;
    return (kr_value){KR_NONE_V.bits};
}
kr_value kr_bool(kr_vm *vm, bool b) {
    (void)vm;
    return (kr_value){kr__bool(b).bits};
}
kr_value kr_int(kr_vm *vm, int64_t i) {
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__int_from_i64(vm, i));
}
kr_value kr_float(kr_vm *vm, double d) {
    (void)vm;
    return (kr_value){kr__from_double(d).bits};
}
kr_value kr_str(kr_vm *vm, const char *utf8, size_t n) {
    KR_ENTER(vm);
    if (n == KR_Z) n = strlen(utf8);
    if (kr__utf8_check(utf8, n, false) < n)
        return KR_LEAVE(vm, kr__raise_value(vm, "text is not UTF-8"));
    return KR_LEAVE(vm, kr__str_new(vm, utf8, n));
}
kr_value kr_bytes(kr_vm *vm, const void *p, size_t n) {
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__bytes_new(vm, p, n));
}

static bool any_failed(int n, const kr_value *items) {
    for (int i = 0; i < n; i++)
        if (kr_failed(items[i])) return true;
    return false;
}
kr_value kr_list(kr_vm *vm, int n, const kr_value *items) {
    if (any_failed(n, items)) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__list_new(vm, (const Value *)(const void *)items, (size_t)n));
}
kr_value kr_tuple(kr_vm *vm, int n, const kr_value *items) {
    if (any_failed(n, items)) return KR_FAIL;
    KR_ENTER(vm);
    if (!n) return KR_LEAVE(vm, kr__tuple_empty(vm));
    return KR_LEAVE(vm, kr__tuple_new(vm, (const Value *)(const void *)items, (size_t)n));
}
kr_value kr_dict(kr_vm *vm) {
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__dict_new(vm));
}

/* ---- reading ---------------------------------------------------------------------------------- */

bool kr_to_bool(kr_vm *vm, kr_value v, bool *out) {
    if (kr_failed(v)) return false;
    KR_ENTER(vm);
    int r = kr__truth(vm, kr__in(v));
    *out = r > 0;
    return KR_LEAVE_BOOL(vm, r >= 0);
}
bool kr_to_int(kr_vm *vm, kr_value v, int64_t *out) {
    if (kr_failed(v)) return false;
    KR_ENTER(vm);
    bool ok = kr__is_int_value(vm, kr__in(v));
    if (!ok)
        kr__raise_type(vm, "expected int, not %T", kr__in(v));
    else
        ok = kr__int_to_i64(vm, kr__in(v), out);
    return KR_LEAVE_BOOL(vm, ok);
}
bool kr_to_float(kr_vm *vm, kr_value v, double *out) {
    if (kr_failed(v)) return false;
    KR_ENTER(vm);
    bool number, ok = kr__number_to_double(vm, kr__in(v), out, &number);
    if (ok && !number)
        ok = kr__raise_false(vm, KR_T_X_TYPEERROR, "expected float, not %T", kr__in(v));
    return KR_LEAVE_BOOL(vm, ok);
}
const char *kr_to_str(kr_vm *vm, kr_value v, size_t *n) {
    if (kr_failed(v)) return NULL;
    KR_ENTER(vm);
    const char *text = NULL;
    if (!kr__is_str(vm, kr__in(v))) {
        kr__raise_type(vm, "expected str, not %T", kr__in(v));
    } else {
        /* text that shares a growable buffer may move: a copy of its own is what the host gets */
        Value s = kr__in(v);
        if (((KrObj *)kr__ptr(s))->head & KR_F_STR_EXTERN) {
            const KrStr *from = kr__ptr(s);
            s = kr__str_new(vm, kr__str_text(from), from->len);
            if (kr__ok(s)) s = kr__in(kr__api_out(vm, &kr_entry_, s));
        }
        if (kr__ok(s)) {
            text = kr__str_text(kr__ptr(s));
            if (n) *n = ((KrStr *)kr__ptr(s))->len;
        }
    }
    kr__vm_leave(vm, &kr_entry_);
    return text;
}
const void *kr_to_bytes(kr_vm *vm, kr_value v, size_t *n) {
    if (kr_failed(v)) return NULL;
    KR_ENTER(vm);
    const void *p = NULL;
    if (!kr__has_kind(vm, kr__in(v), KR_K_BYTES)) {
        kr__raise_type(vm, "expected bytes, not %T", kr__in(v));
    } else {
        const KrBytes *b = kr__ptr(kr__in(v));
        p = b->data;
        if (n) *n = b->len;
    }
    kr__vm_leave(vm, &kr_entry_);
    return p;
}
bool kr_is_none(kr_value v) { return kr__is_none(kr__in(v)); }

/* ---- operations ------------------------------------------------------------------------------- */

kr_value kr_get(kr_vm *vm, kr_value obj, const char *name) {
    if (kr_failed(obj)) return KR_FAIL;
    KR_ENTER(vm);
    Value key = kr__intern(vm, name, strlen(name));
    return KR_LEAVE(vm, kr__ok(key) ? kr__getattr(vm, kr__in(obj), key) : KR_FAILED);
}
bool kr_set(kr_vm *vm, kr_value obj, const char *name, kr_value v) {
    if (kr_failed(obj) || kr_failed(v)) return false;
    KR_ENTER(vm);
    Value key = kr__intern(vm, name, strlen(name));
    return KR_LEAVE_BOOL(vm, kr__ok(key) && kr__setattr(vm, kr__in(obj), key, kr__in(v)));
}
kr_value kr_item(kr_vm *vm, kr_value obj, kr_value key) {
    if (kr_failed(obj) || kr_failed(key)) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__get_item(vm, kr__in(obj), kr__in(key)));
}
bool kr_set_item(kr_vm *vm, kr_value obj, kr_value key, kr_value v) {
    if (kr_failed(obj) || kr_failed(key) || kr_failed(v)) return false;
    KR_ENTER(vm);
    return KR_LEAVE_BOOL(vm, kr__set_item(vm, kr__in(obj), kr__in(key), kr__in(v)));
}
bool kr_append(kr_vm *vm, kr_value list, kr_value v) {
    if (kr_failed(list) || kr_failed(v)) return false;
    KR_ENTER(vm);
    bool ok = kr__has_kind(vm, kr__in(list), KR_K_LIST);
    if (!ok)
        kr__raise_type(vm, "expected list, not %T", kr__in(list));
    else
        ok = kr__list_append(vm, kr__ptr(kr__in(list)), kr__in(v));
    return KR_LEAVE_BOOL(vm, ok);
}
bool kr_len(kr_vm *vm, kr_value obj, size_t *out) {
    if (kr_failed(obj)) return false;
    KR_ENTER(vm);
    return KR_LEAVE_BOOL(vm, kr__length(vm, kr__in(obj), out));
}
kr_value kr_iter(kr_vm *vm, kr_value obj) {
    if (kr_failed(obj)) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__iter(vm, kr__in(obj)));
}
bool kr_next(kr_vm *vm, kr_value it, kr_value *out) {
    *out = KR_FAIL;
    if (kr_failed(it)) return false;
    KR_ENTER(vm);
    Value v = kr__next(vm, kr__in(it));
    if (kr__failed(v) || kr__same(v, KR_END)) return KR_LEAVE_BOOL(vm, false);
    *out = KR_LEAVE(vm, v);
    return !kr_failed(*out);
}
kr_value kr_repr(kr_vm *vm, kr_value v) {
    if (kr_failed(v)) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__repr(vm, kr__in(v)));
}
kr_value kr_text(kr_vm *vm, kr_value v) {
    if (kr_failed(v)) return KR_FAIL;
    KR_ENTER(vm);
    return KR_LEAVE(vm, kr__str(vm, kr__in(v)));
}
