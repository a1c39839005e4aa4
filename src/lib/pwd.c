/* SPDX-License-Identifier: MIT
 * pwd.c: the modules pwd and grp: the system's users and groups. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>

#include "lib/fileno.h"
#include "lib/modules.h"
#include "lib/posix.h"
#include "types/codec.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/structseq.h"

extern const KrModuleDef kr__module_pwd, kr__module_grp;
#define MOST_ROOM (1u << 20)

/* Text of the system's files; NULL is None. */
static Value text(kr_vm *vm, const char *s) {
    return s ? kr__fs_decode(vm, s, strlen(s)) : KR_NONE_V;
}
static Value key_error(kr_vm *vm, Value message) {
    return kr__ok(message) ? kr__raise_key(vm, message) : message;
}

/* A name argument as bytes. */
static const char *name_arg(kr_vm *vm, Value v, const char *what, Value *keep) {
    if (!kr__is_str(vm, v)) {
        kr__raise_type(vm, "%s must be str, not %P", what, v);
        return NULL;
    }
    *keep = kr__fs_encode(vm, v);
    if (kr__failed(*keep)) return NULL;
    const KrBytes *b = kr__ptr(*keep);
    if (!memchr(b->data, 0, b->len)) return b->data;
    kr__raise_value(vm, "embedded null byte");
    return NULL;
}

/* A user or group number: 1; 0: it is none that can be; -1. */
static int id_arg(kr_vm *vm, Value v, const char *what, uint32_t *id) {
    int64_t i;
    if (!kr__is_int_value(vm, v) && !kr__ok(kr__special(vm, v, KR_N___index__))) {
        kr__raise_type(vm, "%s should be integer, not %T", what, v);
        return -1;
    }
    v = kr__index(vm, v);
    if (kr__failed(v)) return -1;
    if (!kr__int_fits_i64(vm, v, &i) || i < -1 || i > UINT32_MAX) return 0;
    *id = (uint32_t)i;
    return 1;
}
/* How a number that is not known is shown: -1 is itself. */
static long shown(uint32_t id) { return id == UINT32_MAX ? -1 : (long)id; }

/* ---- pwd ---- */

static const KrSeqField passwd_fields[] = {
    {"pw_name", "user name"},      {"pw_passwd", "password"},
    {"pw_uid", "user id"},         {"pw_gid", "group id"},
    {"pw_gecos", "real name"},     {"pw_dir", "home directory"},
    {"pw_shell", "shell program"}, {NULL, NULL},
};
static const KrSeqDef passwd_def = {
    .module = "pwd",
    .name = "struct_passwd",
    .doc = "pwd.struct_passwd: a user, as a tuple whose items have names.",
    .fields = passwd_fields,
    .visible = 7,
    .constructible = true};

static Value passwd(kr_vm *vm, const struct passwd *p) {
    Value *s = kr__module_values(vm, &kr__module_pwd, 1);
    Value v[7] = {text(vm, p->pw_name),
                  text(vm, p->pw_passwd),
                  kr__from_int48(shown(p->pw_uid)),
                  kr__from_int48(shown(p->pw_gid)),
                  text(vm, p->pw_gecos),
                  text(vm, p->pw_dir),
                  text(vm, p->pw_shell)};
    for (int i = 0; i < 7; i++)
        if (kr__failed(v[i])) return KR_FAILED;
    return s ? kr__structseq_new(vm, s[0], v, 7) : KR_FAILED;
}

/* Room for what a query answers; grown until it is enough. */
typedef struct Room {
    char *p;
    size_t n;
} Room;
static bool room_grow(kr_vm *vm, Room *r) {
    KrMem *mem = &kr__heap(vm)->mem;
    size_t n = r->n ? r->n * 2 : 2048;
    char *p = n <= MOST_ROOM ? kr__mem_alloc(mem, n) : NULL;
    if (!p) return kr__ok(kr__no_memory(vm));
    if (r->p) kr__mem_free(mem, r->p, r->n);
    *r = (Room){p, n};
    return true;
}
static void room_free(kr_vm *vm, Room *r) {
    if (r->p) kr__mem_free(&kr__heap(vm)->mem, r->p, r->n);
}

/* One user by name, or by number when name is NULL. Unset with nothing pending: there is none. */
static Value find_user(kr_vm *vm, const char *name, uid_t id) {
    Room room = {NULL, 0};
    struct passwd p, *found = NULL;
    int err = ERANGE;
    while (err == ERANGE) {
        if (!room_grow(vm, &room)) return room_free(vm, &room), KR_FAILED;
        KR_BLOCKING(vm, err = name ? getpwnam_r(name, &p, room.p, room.n, &found)
                                   : getpwuid_r(id, &p, room.p, room.n, &found));
    }
    Value r = found ? passwd(vm, found) : KR_UNSET;
    room_free(vm, &room);
    return r;
}

static Value p_getpwnam(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value keep;
    const char *name = name_arg(vm, a[0], "getpwnam() argument", &keep);
    if (!name || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    Value r = find_user(vm, name, 0);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return key_error(vm, kr__text(vm, "getpwnam(): name not found: %R", a[0]));
}
static Value p_getpwuid(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t id;
    int ok = id_arg(vm, a[0], "uid", &id);
    if (ok < 0 || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    if (!ok) return key_error(vm, kr__text(vm, "getpwuid(): uid not found"));
    Value r = find_user(vm, NULL, id);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return key_error(vm, kr__text(vm, "getpwuid(): uid not found: %ld", shown(id)));
}
static Value p_getpwall(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value r = kr__list_new(vm, NULL, 0);
    if (kr__failed(r) || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    bool ok = true;
    setpwent();
    for (struct passwd *p; ok && (p = getpwent());) {
        Value v = passwd(vm, p);
        ok = kr__ok(v) && kr__list_append(vm, kr__ptr(r), v);
    }
    endpwent();
    return ok ? r : KR_FAILED;
}

static const KrFnDef pwd_functions[] = {
    {"getpwall()", p_getpwall, "All users, in no particular order.", 0},
    {"getpwnam(name, /)", p_getpwnam, "The user of this name; KeyError when there is none.", 0},
    {"getpwuid(uidobj, /)", p_getpwuid, "The user of this number; KeyError when there is none.", 0},
    {NULL, NULL, NULL, 0},
};
static bool pwd_init(kr_vm *vm, Value m) {
    Value *s = kr__module_values(vm, &kr__module_pwd, 1);
    return s && kr__ok(s[0] = kr__structseq_class(vm, &passwd_def)) &&
           kr__module_add(vm, m, "struct_passwd", s[0]);
}
const KrModuleDef kr__module_pwd = {
    .name = "pwd",
    .doc = "The system's users. Each is a pwd.struct_passwd: name, password, numbers of the user "
           "and its group, real "
           "name, home folder and shell.",
    .functions = pwd_functions,
    .init = pwd_init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};

/* ---- grp ---- */

static const KrSeqField group_fields[] = {
    {"gr_name", "group name"},
    {"gr_passwd", "password"},
    {"gr_gid", "group id"},
    {"gr_mem", "group members"},
    {NULL, NULL},
};
static const KrSeqDef group_def = {
    .module = "grp",
    .name = "struct_group",
    .doc = "grp.struct_group: a group, as a tuple whose items have names.",
    .fields = group_fields,
    .visible = 4,
    .constructible = true};

static Value group(kr_vm *vm, const struct group *g) {
    Value *s = kr__module_values(vm, &kr__module_grp, 1), members = kr__list_new(vm, NULL, 0);
    if (!s || kr__failed(members)) return KR_FAILED;
    for (char **m = g->gr_mem; m && *m; m++) {
        Value name = text(vm, *m);
        if (kr__failed(name) || !kr__list_append(vm, kr__ptr(members), name)) return KR_FAILED;
    }
    Value v[4] = {text(vm, g->gr_name), text(vm, g->gr_passwd), kr__from_int48(shown(g->gr_gid)),
                  members};
    return kr__ok(v[0]) && kr__ok(v[1]) ? kr__structseq_new(vm, s[0], v, 4) : KR_FAILED;
}

static Value find_group(kr_vm *vm, const char *name, gid_t id) {
    Room room = {NULL, 0};
    struct group g, *found = NULL;
    int err = ERANGE;
    while (err == ERANGE) {
        if (!room_grow(vm, &room)) return room_free(vm, &room), KR_FAILED;
        KR_BLOCKING(vm, err = name ? getgrnam_r(name, &g, room.p, room.n, &found)
                                   : getgrgid_r(id, &g, room.p, room.n, &found));
    }
    Value r = found ? group(vm, found) : KR_UNSET;
    room_free(vm, &room);
    return r;
}

static Value g_getgrnam(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value keep;
    const char *name = name_arg(vm, a[0], "getgrnam() argument 'name'", &keep);
    if (!name || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    Value r = find_group(vm, name, 0);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return key_error(vm, kr__text(vm, "getgrnam(): name not found: %R", a[0]));
}
static Value g_getgrgid(kr_vm *vm, Value *a, int n) {
    (void)n;
    uint32_t id;
    int ok = id_arg(vm, a[0], "gid", &id);
    if (ok < 0 || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    if (!ok) return kr__raise(vm, KR_T_X_OVERFLOWERROR, "gid is less than minimum");
    Value r = find_group(vm, NULL, id);
    if (kr__ok(r) || kr__pending(vm)) return r;
    return key_error(vm, kr__text(vm, "getgrgid(): gid not found: %ld", shown(id)));
}
static Value g_getgrall(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value r = kr__list_new(vm, NULL, 0);
    if (kr__failed(r) || !kr__posix_granted(vm, KR_GRANT_FILES)) return KR_FAILED;
    bool ok = true;
    setgrent();
    for (struct group *g; ok && (g = getgrent());) {
        Value v = group(vm, g);
        ok = kr__ok(v) && kr__list_append(vm, kr__ptr(r), v);
    }
    endgrent();
    return ok ? r : KR_FAILED;
}

static const KrFnDef grp_functions[] = {
    {"getgrall()", g_getgrall, "All groups, in no particular order.", 0},
    {"getgrgid(id)", g_getgrgid, "The group of this number; KeyError when there is none.", 0},
    {"getgrnam(name)", g_getgrnam, "The group of this name; KeyError when there is none.", 0},
    {NULL, NULL, NULL, 0},
};
static bool grp_init(kr_vm *vm, Value m) {
    Value *s = kr__module_values(vm, &kr__module_grp, 1);
    return s && kr__ok(s[0] = kr__structseq_class(vm, &group_def)) &&
           kr__module_add(vm, m, "struct_group", s[0]);
}
const KrModuleDef kr__module_grp = {
    .name = "grp",
    .doc = "The system's groups. Each is a grp.struct_group: name, password, number, and a list of "
           "its members' names.",
    .functions = grp_functions,
    .init = grp_init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
