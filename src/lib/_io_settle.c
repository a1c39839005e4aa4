/* SPDX-License-Identifier: MIT
 * _io_settle.c: the unclosed files that were opened for writing, and what is done about dead ones before a program can tell
 * that their data is still in a buffer.
 *
 * CPython closes a file when its last reference goes. Here a dead file is closed when a collection finds it, which nobody
 * notices but who looks at the file itself: a native that takes the path of a file with data in a buffer (it is compared by
 * device and inode), makes a process or ends this one is preceded by a collection and the finalizers it asks for. The
 * machine calls kr__lib_settle for natives of kind KR_DEF_SETTLE, with no C frame below where it can.
 *
 * The streams that wait to be flushed are found from the descriptor: KrFileIO.by names the outermost stream that owns it
 * and does not keep it alive; after_mark forgets the dead. */
#include <string.h>
#include <sys/stat.h>

#include "lib/_io.h"
#include "lib/modules.h"
#include "lib/posix.h"

KR_INLINE KrFileIO *file_at(uint32_t ref) { return kr__cell(ref); }

/* ---- the list ---- */

bool kr__io_writer_add(kr_vm *vm, Value file, const struct stat *s) {
    KrIoWriters *w = kr__io_writers(vm);
    KrFileIO *f = kr__ptr(file);
    f->device = s->st_dev;
    f->inode = s->st_ino;
    if (f->place) return true;
    if (!w) return false;
    if (!kr__vec_push(&kr__heap(vm)->mem, &w->files, kr__ref(f))) {
        kr__no_memory(vm);
        return false;
    }
    f->place = w->files.n;
    return true;
}

void kr__io_writer_drop(kr_vm *vm, KrFileIO *f) {
    KrIoWriters *w = f->place ? kr__io_writers(vm) : NULL;
    if (!w) return;
    uint32_t last = kr__vec_pop(&w->files);
    if (last != kr__ref(f)) {
        w->files.data[f->place - 1] = last;
        file_at(last)->place = f->place;
    }
    f->place = 0;
}

void kr__io_writers_prune(kr_vm *vm, KrGc *gc) {
    KrIoWriters *w = kr__io_writers(vm);
    for (uint32_t i = 0; w && i < w->files.n; i++) {
        KrFileIO *f = file_at(w->files.data[i]);
        if (f->by.bits && !kr__is_marked(gc, f->by.bits)) f->by = KR_NO_SLOT;
    }
}

static bool is_buffered(kr_vm *vm, Value v) {
    return kr__is_a(vm, v, KR_T_BUFFEREDWRITER) || kr__is_a(vm, v, KR_T_BUFFEREDRANDOM);
}

void kr__io_owned_by(kr_vm *vm, Value inner, Value owner) {
    if (is_buffered(vm, inner)) inner = KR_VALUE(((KrBuffered *)kr__ptr(inner))->raw.bits);
    if (!kr__ok(inner) || !kr__has_kind(vm, inner, KR_K_FILE)) return;
    ((KrFileIO *)kr__ptr(inner))->by = kr__is_ref(owner) ? kr__ref_slot(owner) : KR_NO_SLOT;
}

/* ---- what waits ---- */

static bool has_bytes(kr_vm *vm, Value stream) {
    return kr__ok(stream) && is_buffered(vm, stream) && ((KrBuffered *)kr__ptr(stream))->wlen;
}
static bool has_data(kr_vm *vm, const KrFileIO *f) {
    Value by = KR_VALUE(f->by.bits);
    if (!kr__ok(by)) return false;
    if (!kr__is_a(vm, by, KR_T_TEXTIOWRAPPER)) return has_bytes(vm, by);
    const KrTextIO *t = kr__ptr(by);
    if (t->pending.bits && ((KrBytearray *)kr__slot_ptr(t->pending))->len) return true;
    return has_bytes(vm, KR_VALUE(t->buffer.bits));
}

/* While it is open for writing no process can run it. */
static bool is_program(const KrFileIO *f) {
    struct stat s;
    return f->device && fstat(f->fd, &s) == 0 && S_ISREG(s.st_mode) && s.st_mode & 0111;
}

/* What the native is about to look at. */
typedef struct Look {
    bool process; /* all files */
    int n;
    struct stat at[2];
    bool found[2];
    Value text[2]; /* keeps name alive */
    const char *name[2];
} Look;

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A relative path may stand for something in another folder than the working one: there the name decides. */
static bool is_named(kr_vm *vm, const KrFileIO *f, const char *path) {
    Value v = f->name.bits ? kr__slot_value(f->name) : KR_UNSET;
    const char *name = NULL;
    if (!kr__ok(v) || *path == '/') return false;
    if (kr__is_str(vm, v)) name = kr__str_text(kr__ptr(v));
    if (kr__has_kind(vm, v, KR_K_BYTES)) name = ((const KrBytes *)kr__ptr(v))->data;
    return name && !strcmp(last_part(name), last_part(path));
}

static bool concerns(kr_vm *vm, const Look *l, const KrFileIO *f) {
    if (f->fd < 0) return false;
    if (l->process) return has_data(vm, f) || is_program(f);
    for (int i = 0; i < l->n; i++) {
        bool same = l->found[i] && l->at[i].st_dev == f->device && l->at[i].st_ino == f->inode;
        if ((same || is_named(vm, f, l->name[i])) && has_data(vm, f)) return true;
    }
    return false;
}

/* Takes the argument down when it is a path; what is wrong with it the native tells. May run Python code. */
static void look_at(kr_vm *vm, Look *l, Value v) {
    KrPath p;
    if (!kr__ok(v) || kr__is_none(v) || kr__is_int(v) || kr__is_bool(v)) return;
    if (!kr__path_arg(vm, "", "", v, KR_PATH_PLAIN | KR_PATH_FD, &p)) {
        if (!vm->thread->stopping) kr__clear_pending(vm);
        return;
    }
    if (!p.text) return;
    l->found[l->n] = stat(p.text, &l->at[l->n]) == 0;
    l->text[l->n] = p.bytes;
    l->name[l->n++] = p.text;
}

/* Writes out what the file's streams hold, dead or alive. What goes wrong is told when the stream is closed. */
static void write_out(kr_vm *vm, const KrFileIO *f) {
    Value by = KR_VALUE(f->by.bits);
    Value cls = kr__class_of(vm, by);
    if (!kr__same(cls, kr__type(vm, KR_T_TEXTIOWRAPPER)) &&
        !kr__same(cls, kr__type(vm, KR_T_BUFFEREDWRITER)) &&
        !kr__same(cls, kr__type(vm, KR_T_BUFFEREDRANDOM)))
        return;
    if (kr__failed(kr__io_call(vm, by, "flush", NULL, 0)) && !vm->thread->stopping)
        kr__clear_pending(vm);
}

/* Where a collection cannot tell, since C frames are in the way, or would cost too much, the data is written. */
static void write_all(kr_vm *vm, const Look *l) {
    const KrIoWriters *w = kr__io_writers(vm);
    for (uint32_t i = 0; i < w->files.n && !vm->thread->stopping; i++)
        if (concerns(vm, l, file_at(w->files.data[i]))) write_out(vm, file_at(w->files.data[i]));
}

enum { YOUNG = 1, FULL = 2 };

/* Which collection finds the files dead that the native would tell of: YOUNG, FULL, both; 0: there are none. */
static unsigned needed(kr_vm *vm, const Look *l) {
    const KrIoWriters *w = kr__io_writers(vm);
    unsigned r = 0;
    for (uint32_t i = 0; i < w->files.n; i++) {
        const KrFileIO *f = file_at(w->files.data[i]);
        if (concerns(vm, l, f)) r |= f->head.head & KR_F_OLD ? FULL : YOUNG;
    }
    return r;
}

int kr__lib_settle(kr_vm *vm, const KrFnDef *def, Value *a, int n, unsigned *done) {
    if (def->kind & KR_DEF_COLLECT) return kr__gc_settle(vm, def, a, n, done);
    const KrIoWriters *w = kr__io_writers(vm);
    if (!w || !w->files.n || vm->finalizing) return 0;
    Look l = {.process = def->kind & (KR_DEF_PROCESS | KR_DEF_EXIT)};
    int paths = def->kind & KR_DEF_PATHS ? 2 : def->kind & KR_DEF_PATH ? 1 : 0;
    for (int i = 0; i < paths && i < n; i++) look_at(vm, &l, a[i]);
    if (vm->thread->stopping) return -1;
    unsigned what = needed(vm, &l);
    if (!what) return 0;
    bool full = what & FULL || *done & YOUNG, exit = def->kind & KR_DEF_EXIT;
    bool asked = !(*done & FULL) && (exit || kr__gc_request_files(vm, full));
    if (asked) {
        if (exit) kr__gc_request_exit(vm, full);
        *done |= full ? FULL : YOUNG;
        return 1;
    }
    bool sure = *done & FULL && vm->thread->natives <= 1 && !vm->thread->depth;
    if (!sure && !exit) write_all(vm, &l);
    return vm->thread->stopping ? -1 : 0;
}
