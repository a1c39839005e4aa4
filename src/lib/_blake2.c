/* SPDX-License-Identifier: MIT
 * _blake2.c: the module _blake2: BLAKE2b and BLAKE2s for hashlib, with keys, salts, names and trees. */
#include <string.h>

#include "lib/_sha512.h"
#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/bytes.h"
#include "types/module.h"

/* What a kind allows, in bytes. A salt takes a quarter of a digest, and so does a name ("person"). */
typedef struct Limits {
    KrDigestNo kind;
    int digest;
    uint64_t node_offset;
} Limits;
static const Limits limits_b = {KR_BLAKE2B, 64, UINT64_MAX};
static const Limits limits_s = {KR_BLAKE2S, 32, (1ull << 48) - 1};

enum {
    A_CLASS,
    A_DATA,
    A_DIGEST_SIZE,
    A_KEY,
    A_SALT,
    A_PERSON,
    A_FANOUT,
    A_DEPTH,
    A_LEAF_SIZE,
    A_NODE_OFFSET,
    A_NODE_DEPTH,
    A_INNER_SIZE,
    A_LAST_NODE,
    A_SECURITY
};

/* The arguments as C has them, before any is compared with what is allowed. */
typedef struct Given {
    KrBuffer key, salt, person;
    int size, fanout, depth, node_depth, inner_size;
    uint64_t leaf_size, node_offset;
    int last_node;
} Given;

static bool flag(kr_vm *vm, Value v, int *out) {
    *out = kr__ok(v) ? kr__truth(vm, v) : 0;
    return *out >= 0;
}
static bool unsigned_arg(kr_vm *vm, Value v, const char *large, uint64_t *out) {
    return !kr__ok(v) || kr__unsigned_arg(vm, v, UINT64_MAX, large, out);
}
static bool buffer(kr_vm *vm, Value v, KrBuffer *b) {
    return !kr__ok(v) || kr__buffer_get(vm, v, b);
}
static bool take(kr_vm *vm, const Value *a, const Limits *l, Given *g) {
    int security;
    return kr__as_c_int(vm, a[A_DIGEST_SIZE], l->digest, &g->size) &&
           buffer(vm, a[A_KEY], &g->key) && buffer(vm, a[A_SALT], &g->salt) &&
           buffer(vm, a[A_PERSON], &g->person) && kr__as_c_int(vm, a[A_FANOUT], 1, &g->fanout) &&
           kr__as_c_int(vm, a[A_DEPTH], 1, &g->depth) &&
           unsigned_arg(vm, a[A_LEAF_SIZE], "Python int too large to convert to C unsigned long",
                        &g->leaf_size) &&
           unsigned_arg(vm, a[A_NODE_OFFSET], "int too big to convert", &g->node_offset) &&
           kr__as_c_int(vm, a[A_NODE_DEPTH], 0, &g->node_depth) &&
           kr__as_c_int(vm, a[A_INNER_SIZE], 0, &g->inner_size) &&
           flag(vm, a[A_LAST_NODE], &g->last_node) && flag(vm, a[A_SECURITY], &security);
}

static bool within(kr_vm *vm, const char *what, int v, int least, int most, const char *unit) {
    return (least <= v && v <= most) ||
           kr__raise_false(vm, KR_T_X_VALUEERROR, "%s must be between %d and %s%d%s", what, least,
                           strcmp(what, "inner_size") == 0 ? "is " : "", most, unit);
}
static bool fits(kr_vm *vm, const char *what, const KrBuffer *b, int most) {
    return b->len <= (size_t)most ||
           kr__raise_false(vm, KR_T_X_VALUEERROR, "maximum %s length is %d bytes", what, most);
}
static bool not_past(kr_vm *vm, const char *what, uint64_t v, uint64_t most) {
    return v <= most || kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "%s is too large", what);
}
static bool check(kr_vm *vm, const Given *g, const Limits *l) {
    return within(vm, "digest_size", g->size, 1, l->digest, " bytes") &&
           fits(vm, "salt", &g->salt, l->digest / 4) &&
           fits(vm, "person", &g->person, l->digest / 4) &&
           within(vm, "fanout", g->fanout, 0, 255, "") &&
           within(vm, "depth", g->depth, 1, 255, "") &&
           not_past(vm, "leaf_size", g->leaf_size, UINT32_MAX) &&
           not_past(vm, "node_offset", g->node_offset, l->node_offset) &&
           within(vm, "node_depth", g->node_depth, 0, 255, "") &&
           within(vm, "inner_size", g->inner_size, 0, l->digest, "") &&
           fits(vm, "key", &g->key, l->digest);
}

static uint8_t copy(uint8_t *to, const KrBuffer *b) {
    if (b->len) memcpy(to, b->data, b->len);
    return (uint8_t)b->len;
}
static void start(KrDigest *d, const Given *g, const Limits *l) {
    KrBlake2 how = {.size = (uint8_t)g->size,
                    .fanout = (uint8_t)g->fanout,
                    .depth = (uint8_t)g->depth,
                    .node_depth = (uint8_t)g->node_depth,
                    .inner_size = (uint8_t)g->inner_size,
                    .last_node = g->last_node,
                    .leaf_size = (uint32_t)g->leaf_size,
                    .node_offset = g->node_offset};
    how.key_size = copy(how.key, &g->key);
    how.salt_size = copy(how.salt, &g->salt);
    how.person_size = copy(how.person, &g->person);
    kr__blake2_init(d, l->kind, &how);
}

static Value make(kr_vm *vm, const Value *a, const Limits *l) {
    Given g = {0};
    Value v = KR_FAILED;
    if (take(vm, a, l, &g) && check(vm, &g, l)) v = kr__instance_new(vm, a[A_CLASS]);
    if (kr__ok(v)) start(kr__hash_of(v), &g, l);
    if (kr__ok(g.key.owner)) kr__buffer_release(vm, &g.key);
    if (kr__ok(g.salt.owner)) kr__buffer_release(vm, &g.salt);
    if (kr__ok(g.person.owner)) kr__buffer_release(vm, &g.person);
    if (kr__failed(v) || !kr__ok(a[A_DATA])) return v;
    return kr__hash_add(vm, v, a[A_DATA]) ? v : KR_FAILED;
}
static Value blake2b_new(kr_vm *vm, Value *a, int n) { return (void)n, make(vm, a, &limits_b); }
static Value blake2s_new(kr_vm *vm, Value *a, int n) { return (void)n, make(vm, a, &limits_s); }

#define ROWS(name)                                                                            \
    {                                                                                         \
        {"__new__(cls, data=b'', /, *, digest_size=_blake2." #name                            \
         ".MAX_DIGEST_SIZE, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, "  \
         "node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)", \
         name##_new, NULL, KR_DEF_NEW},                                                       \
            KR_HASH_COPY, KR_HASH_DIGEST, KR_HASH_HEXDIGEST, KR_HASH_UPDATE("data"), {        \
            NULL, NULL, NULL, 0                                                               \
        }                                                                                     \
    }
static const KrFnDef blake2b_rows[] = ROWS(blake2b), blake2s_rows[] = ROWS(blake2s);

#define CLASS(text, title)                                                                        \
    {                                                                                             \
        .name = "_blake2." #text,                                                                 \
        .doc = #text "(data=b'', /, *, digest_size=_blake2." #text                                \
                     ".MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, "       \
                     "depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, " \
                     "last_node=False,\n        usedforsecurity=True)\n--\n\nReturn a new " title \
                     " hash object.",                                                             \
        .kind = KR_K_ITER, .size = sizeof(KrHash), .methods = text##_rows,                        \
        .getset = kr__hash_getset                                                                 \
    }
static const KrClassDef blake2b_def = CLASS(blake2b, "BLAKE2b"),
                        blake2s_def = CLASS(blake2s, "BLAKE2s");

/* The class, with its limits as constants of its own and of the module. */
static bool add_class(kr_vm *vm, Value m, const KrClassDef *def, const char *upper, int most) {
    const KrConstant limits[] = {{"SALT_SIZE", most / 4},
                                 {"PERSON_SIZE", most / 4},
                                 {"MAX_KEY_SIZE", most},
                                 {"MAX_DIGEST_SIZE", most}};
    Value cls = kr__module_class(vm, m, def);
    bool ok = kr__ok(cls);
    for (unsigned i = 0; ok && i < KR_COUNTOF(limits); i++) {
        const char *name = limits[i].name;
        Value key = kr__intern(vm, name, strlen(name)), v = kr__from_int48(limits[i].value);
        Value long_name = kr__text(vm, "%s_%s", upper, name);
        ok = kr__ok(key) && kr__ok(long_name) && kr__type_set(vm, cls, key, v) &&
             kr__setattr(vm, m, long_name, v);
    }
    return ok;
}
static bool init(kr_vm *vm, Value m) {
    return add_class(vm, m, &blake2b_def, "BLAKE2B", limits_b.digest) &&
           add_class(vm, m, &blake2s_def, "BLAKE2S", limits_s.digest);
}
const KrModuleDef kr__module__blake2 = {
    .name = "_blake2", .doc = "BLAKE2b and BLAKE2s for hashlib.\n", .init = init};
