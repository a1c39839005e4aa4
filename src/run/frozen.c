/* SPDX-License-Identifier: MIT
 * frozen.c: frozen modules and the image of the library.
 *
 * THE IMAGE is one file that tools/library-image makes with the finished program. It lies beside the
 * program (cache/library) or where `make install` puts it (../lib/krait/library), is mapped when the
 * first module is asked for, and only what is read of it becomes memory. All numbers are little-endian:
 *
 *     "KRLIB\n\0\0"  tag u32  count u32  root_at u32  root_len u32  size u64
 *     count entries, sorted by name: name_at u32  name_len u32  data_at u64  data_len u64
 *                                    source_at u32  source_len u32  mtime i64  source_size u64  hash u64
 *     names, then code objects as marshal writes them
 *
 * `tag` is kr__code_tag(): an image of another build is left alone. `root` is the library's folder. A
 * name is a path below it, or <NAME> of a frozen module; `source` is the path whose mtime (seconds) and
 * size must be what they were. Another mtime alone is no change when the text's hash is the same. */
#include "run/frozen.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/vec.h"
#include "compile/code.h"
#include "lib/modules.h"
#include "run/state.h"
#include "types/list.h"

typedef KR_VEC(char) Text;

typedef struct Header {
    char magic[8];
    uint32_t tag, count, root_at, root_len;
    uint64_t size;
} Header;
_Static_assert(sizeof(Header) == 32, "as tools/library-image writes it");

typedef struct Entry {
    uint32_t name_at, name_len;
    uint64_t data_at, data_len;
    uint32_t source_at, source_len;
    int64_t mtime;
    uint64_t source_size, hash;
} Entry;
_Static_assert(sizeof(Entry) == 56, "as tools/library-image writes it");

#define PATH_ROOM 4096

/* ---- the library's files ----------------------------------------------------------------------- */

static bool library_path(kr_vm *vm, const char *part, size_t n, char out[PATH_ROOM]) {
    const char *root = vm->config.stdlib;
    size_t r = root ? strlen(root) : 0;
    if (!root || r + n + 2 > PATH_ROOM) return false;
    memcpy(out, root, r);
    out[r] = '/';
    memcpy(out + r + 1, part, n);
    out[r + 1 + n] = 0;
    return true;
}

static bool read_file(kr_vm *vm, const char *path, Text *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool ok = true;
    for (;;) {
        if (!kr__vec_reserve(&kr__heap(vm)->mem, out, 65536)) {
            kr__no_memory(vm);
            ok = false;
            break;
        }
        ssize_t got = read(fd, out->data + out->n, 65536);
        if (got <= 0) {
            ok = got == 0;
            break;
        }
        out->n += (uint32_t)got;
    }
    close(fd);
    return ok;
}

Value kr__library_compile(kr_vm *vm, const char *part, const char *shown) {
    char path[PATH_ROOM];
    Text text = {0};
    Value code = KR_FAILED;
    if (library_path(vm, part, strlen(part), path)) {
        Value name = kr__str_new(vm, shown, strlen(shown));
        if (kr__ok(name) && read_file(vm, path, &text))
            code = kr__compile_source(vm, text.data, text.n, name, 'e', 0, 0);
    }
    kr__vec_free(&kr__heap(vm)->mem, &text);
    if (kr__failed(code) && !kr__pending(vm))
        kr__raise(vm, KR_T_X_IMPORTERROR, "the standard library is not there: no %s in %s", part,
                  vm->config.stdlib ? vm->config.stdlib : "(no folder)");
    return code;
}

/* ---- the image --------------------------------------------------------------------------------- */

static bool inside(const Header *h, uint64_t at, uint64_t n) {
    return at <= h->size && n <= h->size - at;
}

/* Is the image this build's, of this VM's library, and whole? */
static bool fits(kr_vm *vm, const char *map, size_t size) {
    const Header *h = (const Header *)(const void *)map;
    const char *root = vm->config.stdlib;
    if (size < sizeof *h || memcmp(h->magic, "KRLIB\n\0", 8) != 0 || h->tag != kr__code_tag() ||
        h->size != size || !inside(h, sizeof *h, h->count * sizeof(Entry)) ||
        !inside(h, h->root_at, h->root_len))
        return false;
    return h->root_len == strlen(root) && !memcmp(map + h->root_at, root, h->root_len);
}

static bool map_image(kr_vm *vm, const char *path) {
    KrRunState *run = vm->run;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) return false;
    void *map = MAP_FAILED;
    if (fstat(fd, &st) == 0 && st.st_size > 0)
        map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (map == MAP_FAILED) return false;
    if (!fits(vm, map, (size_t)st.st_size)) {
        munmap(map, (size_t)st.st_size);
        return false;
    }
    run->image = map;
    run->image_size = (size_t)st.st_size;
    return true;
}

/* Looks for it once. */
static const char *image(kr_vm *vm) {
    static const char *const places[] = {"cache/library", "../lib/krait/library"};
    KrRunState *run = vm->run;
    const char *program = vm->config.executable, *slash = program ? strrchr(program, '/') : NULL;
    if (run->image || run->image_sought) return run->image;
    run->image_sought = true;
    if (!slash || !vm->config.stdlib) return NULL;
    for (unsigned i = 0; i < KR_COUNTOF(places); i++) {
        char path[PATH_ROOM];
        size_t n = (size_t)(slash - program) + 1;
        if (n + strlen(places[i]) + 1 > sizeof path) continue;
        memcpy(path, program, n);
        strcpy(path + n, places[i]);
        if (map_image(vm, path)) break;
    }
    return run->image;
}

void kr__image_free(kr_vm *vm) {
    KrRunState *run = vm->run;
    if (run->image) munmap((void *)(uintptr_t)run->image, run->image_size);
    run->image = NULL;
}

static const Entry *find(const char *map, const char *name, size_t n) {
    const Header *h = (const Header *)(const void *)map;
    const Entry *e = (const Entry *)(const void *)(h + 1);
    uint32_t lo = 0, hi = h->count;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        const Entry *m = &e[mid];
        if (!inside(h, m->name_at, m->name_len)) return NULL;
        size_t least = m->name_len < n ? m->name_len : n;
        int c = memcmp(map + m->name_at, name, least);
        if (!c) c = (m->name_len > n) - (m->name_len < n);
        if (!c) return m;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* The source is what it was when the image was made. */
static bool is_current(kr_vm *vm, const char *map, const Entry *e) {
    char path[PATH_ROOM];
    struct stat st;
    if (!library_path(vm, map + e->source_at, e->source_len, path) || stat(path, &st) != 0 ||
        (uint64_t)st.st_size != e->source_size)
        return false;
    if (st.st_mtime == e->mtime) return true;
    Text text = {0};
    bool same = read_file(vm, path, &text) &&
                (uint64_t)kr__hash_bytes((KrHashKey){0, 0}, text.data, text.n) == e->hash;
    kr__vec_free(&kr__heap(vm)->mem, &text);
    kr__clear_pending(vm); /* what cannot be read is taken for changed */
    return same;
}

/* Code of this name in the image; unset, nothing pending: not there, or not as the source is now. */
static Value from_image(kr_vm *vm, const char *name, size_t n) {
    const char *map = image(vm);
    const Entry *e = map ? find(map, name, n) : NULL;
    const Header *h = (const Header *)(const void *)map;
    if (!e || !inside(h, e->data_at, e->data_len) || !inside(h, e->source_at, e->source_len) ||
        !is_current(vm, map, e))
        return KR_UNSET;
    Value v = kr__library_load(vm, map + e->data_at, e->data_len);
    madvise((void *)(uintptr_t)map, vm->run->image_size,
            MADV_DONTNEED); /* it counts as ours while it is there */
    return v;
}

Value kr__image_code(kr_vm *vm, Value path) {
    const char *root = vm->config.stdlib;
    if (!root || vm->config.flags.optimize || !kr__is_str(vm, path)) return KR_UNSET;
    const KrStr *s = kr__ptr(path);
    const char *text = kr__str_text(s);
    size_t r = strlen(root);
    if (s->len <= r + 1 || memcmp(text, root, r) != 0 || text[r] != '/') return KR_UNSET;
    Value v = from_image(vm, text + r + 1, s->len - r - 1);
    __asm__ volatile("" : : "r"(path.bits)); /* text lies in it */
    return v;
}

/* ---- frozen modules ---------------------------------------------------------------------------- */

static const KrFrozen frozen[] = {
    {"_frozen_importlib", "importlib/_bootstrap.py", "importlib._bootstrap", false, true},
    {"_frozen_importlib_external", "importlib/_bootstrap_external.py",
     "importlib._bootstrap_external", false, true},
    {"zipimport", "zipimport.py", NULL, false, true},
    {"abc", "abc.py", NULL, false, false},
    {"codecs", "codecs.py", NULL, false, false},
    {"io", "io.py", NULL, false, false},
    {"_collections_abc", "_collections_abc.py", NULL, false, false},
    {"_sitebuiltins", "_sitebuiltins.py", NULL, false, false},
    {"genericpath", "genericpath.py", NULL, false, false},
    {"ntpath", "ntpath.py", NULL, false, false},
    {"posixpath", "posixpath.py", NULL, false, false},
    {"os.path", "posixpath.py", "posixpath", false, false},
    {"os", "os.py", NULL, false, false},
    {"site", "site.py", NULL, false, false},
    {"stat", "stat.py", NULL, false, false},
    {"importlib.util", "importlib/util.py", NULL, false, false},
    {"importlib.machinery", "importlib/machinery.py", NULL, false, false},
    {"runpy", "runpy.py", NULL, false, false},
    {"__hello__", "__hello__.py", NULL, false, false},
    {"__hello_alias__", "__hello__.py", "__hello__", false, false},
    {"__phello_alias__", "__hello__.py", "__hello__", true, false},
    {"__phello_alias__.spam", "__hello__.py", "__hello__", false, false},
    {"__phello__", "__phello__/__init__.py", NULL, true, false},
    {"__phello__.__init__", "__phello__/__init__.py", "<__phello__", false, false},
    {"__phello__.spam", "__phello__/spam.py", NULL, false, false},
};

/* What -X frozen_modules says; on by default. */
static bool wanted(kr_vm *vm) {
    int how = vm->run->frozen_override;
    if (how) return how > 0;
    for (unsigned i = 0; i < vm->config.nx; i++)
        if (!strcmp(vm->config.x_options[i], "frozen_modules=off")) return false;
    return true;
}

void kr__frozen_override(kr_vm *vm, int how) { vm->run->frozen_override = how; }

const KrFrozen *kr__frozen_find(kr_vm *vm, Value name) {
    const KrStr *s = kr__ptr(name);
    if (!vm->config.stdlib) return NULL;
    for (unsigned i = 0; i < KR_COUNTOF(frozen); i++) {
        const KrFrozen *f = &frozen[i];
        if (strlen(f->name) == s->len && !memcmp(f->name, kr__str_text(s), s->len))
            return f->always || wanted(vm) ? f : NULL;
    }
    return NULL;
}

/* "<frozen posixpath>": the module's place in the library with dots. */
static size_t shown_name(const KrFrozen *f, char out[128]) {
    const char *file = f->file;
    size_t n = strlen(file) - 3;
    if (n > 9 && !memcmp(file + n - 9, "/__init__", 9)) n -= 9;
    memcpy(out, "<frozen ", 8);
    for (size_t i = 0; i < n; i++) out[8 + i] = file[i] == '/' ? '.' : file[i];
    memcpy(out + 8 + n, ">", 2);
    return n + 9;
}

Value kr__frozen_code(kr_vm *vm, const KrFrozen *f) {
    char shown[128];
    size_t n = shown_name(f, shown);
    Value code = from_image(vm, shown, n);
    if (kr__ok(code) || kr__pending(vm)) return code;
    return kr__library_compile(vm, f->file, shown);
}

/* ---- for _imp ---------------------------------------------------------------------------------- */

int kr__frozen_info(kr_vm *vm, Value name, Value *origin, bool *package) {
    const KrFrozen *f = kr__frozen_find(vm, name);
    if (!f) return 0;
    *package = f->package;
    *origin = f->origin ? kr__str_new(vm, f->origin, strlen(f->origin)) : name;
    return kr__ok(*origin) ? 1 : -1;
}

Value kr__frozen_object(kr_vm *vm, Value name) {
    const KrFrozen *f = kr__frozen_find(vm, name);
    return f ? kr__frozen_code(vm, f) : KR_UNSET;
}

Value kr__frozen_names(kr_vm *vm) {
    Value list = kr__list_new(vm, NULL, 0);
    for (unsigned i = 0; kr__ok(list) && vm->config.stdlib && i < KR_COUNTOF(frozen); i++) {
        if (!frozen[i].always && !wanted(vm)) continue;
        Value name = kr__str_new(vm, frozen[i].name, strlen(frozen[i].name));
        if (kr__failed(name) || !kr__list_append(vm, kr__ptr(list), name)) return KR_FAILED;
    }
    return list;
}

Value kr__library_code(kr_vm *vm, const char *name) {
    char file[128];
    size_t n = strlen(name);
    if (n + 4 > sizeof file) return kr__raise(vm, KR_T_X_IMPORTERROR, "No module named '%s'", name);
    memcpy(file, name, n);
    memcpy(file + n, ".py", 4);
    return kr__library_compile(vm, file, file);
}
