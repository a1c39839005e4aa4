/* SPDX-License-Identifier: MIT
 * _io.c: module _io: open(), the standard streams, and what ties the streams together. */
#include "lib/_io.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/module.h"

extern const KrModuleDef kr__module__io;

typedef struct IoState {
    Value unsupported; /* class UnsupportedOperation; unset: not asked for yet */
    Value newline_decoder, open;
    KrIoWriters writers;
} IoState;
#define VALUES 3

static IoState *state_of(kr_vm *vm) {
    void **place = kr__module_state(vm, &kr__module__io);
    if (!place) return NULL;
    if (!*place) *place = kr__mem_zalloc(&kr__heap(vm)->mem, sizeof(IoState));
    if (!*place) kr__no_memory(vm);
    return *place;
}

static Value newline_decoder(kr_vm *vm, IoState *s) {
    if (!kr__ok(s->newline_decoder)) s->newline_decoder = kr__io_newline_class(vm);
    return s->newline_decoder;
}
Value kr__io_newline_around(kr_vm *vm, Value decoder, bool translate) {
    IoState *s = state_of(vm);
    Value cls = s ? newline_decoder(vm, s) : KR_FAILED, args[2] = {decoder, kr__bool(translate)};
    return kr__ok(cls) ? kr__call(vm, cls, args, 2) : cls;
}

KrIoWriters *kr__io_writers(kr_vm *vm) {
    IoState **s = (IoState **)kr__module_state(vm, &kr__module__io);
    return s && *s ? &(*s)->writers : NULL;
}

Value kr__io_unsupported_class(kr_vm *vm) {
    IoState *s = state_of(vm);
    if (!s) return KR_FAILED;
    if (kr__ok(s->unsupported)) return s->unsupported;
    Value bases[2] = {kr__type(vm, KR_T_X_OSERROR), kr__type(vm, KR_T_X_VALUEERROR)};
    Value t = kr__tuple_new(vm, bases, 2), ns = kr__dict_new(vm);
    Value name = kr__intern(vm, "UnsupportedOperation", 20), module = kr__intern(vm, "io", 2);
    if (kr__failed(t) || kr__failed(ns) || kr__failed(name) || kr__failed(module)) return KR_FAILED;
    if (!kr__dict_set_name(vm, kr__ptr(ns), kr__name(vm, KR_N___module__), module))
        return KR_FAILED;
    return s->unsupported = kr__type_new(vm, kr__type(vm, KR_T_TYPE), name, t, ns, KR_UNSET);
}

/* ---- open ------------------------------------------------------------------------------------- */

typedef struct Mode {
    bool creating, reading, writing, appending, updating, text, binary;
    char raw[6];
} Mode;

static bool parse_mode(kr_vm *vm, Value mode, Mode *m) {
    *m = (Mode){0};
    const char *text = kr__str_text(kr__ptr(mode));
    for (const char *p = text; *p; p++) {
        if (strchr(p + 1, *p)) goto bad;
        switch (*p) {
        case 'x': m->creating = true; break;
        case 'r': m->reading = true; break;
        case 'w': m->writing = true; break;
        case 'a': m->appending = true; break;
        case '+': m->updating = true; break;
        case 't': m->text = true; break;
        case 'b': m->binary = true; break;
        default: goto bad;
        }
    }
    char *r = m->raw;
    if (m->creating) *r++ = 'x';
    if (m->reading) *r++ = 'r';
    if (m->writing) *r++ = 'w';
    if (m->appending) *r++ = 'a';
    if (m->updating) *r++ = '+';
    if (m->text && m->binary)
        return kr__raise_false(vm, KR_T_X_VALUEERROR, "can't have text and binary mode at once");
    if (m->creating + m->reading + m->writing + m->appending > 1)
        return kr__raise_false(vm, KR_T_X_VALUEERROR,
                               "must have exactly one of create/read/write/append mode");
    return true;
bad:
    return kr__raise_false(vm, KR_T_X_VALUEERROR, "invalid mode: '%s'", text);
}

static bool given(Value v) { return kr__ok(v) && !kr__is_none(v); }

static bool check_binary(kr_vm *vm, const Mode *m, Value *a, int64_t buffering) {
    static const char *const what[] = {"encoding", "errors", "newline"};
    for (int i = 0; m->binary && i < 3; i++)
        if (given(a[3 + i]))
            return kr__raise_false(vm, KR_T_X_VALUEERROR,
                                   i < 2 ? "binary mode doesn't take an %s argument"
                                         : "binary mode doesn't take a %s argument",
                                   what[i]);
    if (m->binary && buffering == 1)
        return kr__warn(vm, KR_T_X_RUNTIMEWARNING, 1,
                        "line buffering (buffering=1) isn't supported in binary mode, the default "
                        "buffer size will be used");
    return true;
}

/* Closes what was opened so far; the pending exception stays. */
static Value give_up(kr_vm *vm, Value stream) {
    if (vm->thread->stopping) return KR_FAILED;
    Value exc = kr__take_pending(vm);
    if (kr__failed(kr__io_call(vm, stream, "close", NULL, 0)) && !vm->thread->stopping)
        kr__clear_pending(vm);
    if (!vm->thread->stopping) vm->thread->pending = exc;
    return KR_FAILED;
}

/* file, mode, buffering, encoding, errors, newline, closefd, opener */
static Value io_open(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value file = a[0], mode = kr__ok(a[1]) ? a[1] : kr__char(vm, 'r');
    if (kr__failed(mode)) return KR_FAILED;
    if (!kr__is_str(vm, mode))
        return kr__raise_type(vm, "open() argument 'mode' must be str, not %P", mode);
    int64_t buffering = -1;
    if (kr__ok(a[2]) && !kr__index_i64(vm, a[2], &buffering)) return KR_FAILED;
    static const char *const names[] = {"encoding", "errors", "newline"};
    for (int i = 0; i < 3; i++)
        if (given(a[3 + i]) && !kr__is_str(vm, a[3 + i]))
            return kr__raise_type(vm, "open() argument '%s' must be str or None, not %T", names[i],
                                  a[3 + i]);
    Mode m;
    if (!parse_mode(vm, mode, &m) || !check_binary(vm, &m, a, buffering)) return KR_FAILED;
    if (!kr__is_int(file) && !kr__is_bool(file) && !kr__is_str(vm, file) &&
        !kr__has_kind(vm, file, KR_K_BYTES)) {
        Value p = kr__call_special(vm, file, KR_N___fspath__, NULL, 0);
        if (!kr__ok(p) && kr__pending(vm)) return KR_FAILED;
        if (kr__ok(p) && !kr__is_str(vm, p) && !kr__has_kind(vm, p, KR_K_BYTES))
            return kr__raise_type(vm, "expected %T.__fspath__() to return str or bytes, not %T",
                                  file, p);
        if (!kr__ok(p) && !kr__ok(kr__special(vm, file, KR_N___index__)))
            return kr__raise_type(vm, "expected str, bytes or os.PathLike object, not %T", file);
        if (kr__ok(p)) file = p;
    }
    Value raw_mode = kr__str_new(vm, m.raw, strlen(m.raw));
    Value args[4] = {file, raw_mode, kr__ok(a[6]) ? a[6] : KR_TRUE_V,
                     kr__ok(a[7]) ? a[7] : KR_NONE_V};
    Value raw = kr__ok(raw_mode) ? kr__call(vm, kr__type(vm, KR_T_FILEIO), args, 4) : KR_FAILED;
    if (kr__failed(raw)) return KR_FAILED;
    bool tty = isatty(((KrFileIO *)kr__ptr(raw))->fd);
    bool by_line = buffering == 1 || (buffering < 0 && tty);
    if (buffering == 0) {
        if (m.binary) return raw;
        kr__raise_value(vm, "can't have unbuffered text I/O");
        return give_up(vm, raw);
    }
    if (buffering < 0 || buffering == 1) buffering = KR_IO_BUFFER;
    KrTypeNo type = m.updating  ? KR_T_BUFFEREDRANDOM
                    : m.reading ? KR_T_BUFFEREDREADER
                                : KR_T_BUFFEREDWRITER;
    Value buffer;
    if (m.updating) {
        Value init[2] = {raw, kr__from_int48(buffering)};
        buffer = kr__call(vm, kr__type(vm, type), init, 2);
    } else {
        buffer = kr__buffered_new(vm, type, raw, (size_t)buffering);
    }
    if (kr__failed(buffer)) return give_up(vm, raw);
    if (m.binary) return buffer;
    Value init[5] = {buffer, kr__ok(a[3]) ? a[3] : KR_NONE_V, kr__ok(a[4]) ? a[4] : KR_NONE_V,
                     kr__ok(a[5]) ? a[5] : KR_NONE_V, kr__bool(by_line)};
    Value text = kr__call(vm, kr__type(vm, KR_T_TEXTIOWRAPPER), init, 5),
          key = kr__intern(vm, "mode", 4);
    if (kr__failed(text) || kr__failed(key) || !kr__setattr(vm, text, key, mode))
        return give_up(vm, buffer);
    return text;
}

static Value io_open_code(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (!kr__is_str(vm, a[0]))
        return kr__raise_type(vm, "open_code() argument 'path' must be str, not %P", a[0]);
    Value args[8] = {a[0], kr__str_new(vm, "rb", 2)};
    return kr__ok(args[1]) ? io_open(vm, args, 8) : KR_FAILED;
}
static Value io_text_encoding(kr_vm *vm, Value *a, int n) {
    (void)n;
    if (kr__ok(a[0]) && !kr__is_none(a[0])) return a[0];
    int64_t level = 2;
    if (kr__ok(a[1]) && !kr__index_i64(vm, a[1], &level)) return KR_FAILED;
    const KrFlags *f = &vm->config.flags;
    if (f->warn_default_encoding &&
        !kr__warn(vm, KR_T_X_ENCODINGWARNING, (int)level, "'encoding' argument not specified"))
        return KR_FAILED;
    const char *name = f->utf8_mode ? "utf-8" : "locale";
    return kr__str_new(vm, name, strlen(name));
}

/* ---- standard streams ------------------------------------------------------------------------- */

static Value std_stream(kr_vm *vm, int fd, const char *name, const char *mode) {
    bool in = fd == 0;
    /* a host that takes the output itself gets it line by line */
    bool tty = vm->config.write ? !in : (vm->grants & KR_GRANT_STDIO) && isatty(fd);
    Value label = kr__str_new(vm, name, strlen(name));
    Value raw =
        kr__ok(label) ? kr__file_new(vm, fd, in ? KR_FIO_READ : KR_FIO_WRITE, label) : KR_FAILED;
    if (kr__failed(raw)) return KR_FAILED;
    Value buffer =
        kr__buffered_new(vm, in ? KR_T_BUFFEREDREADER : KR_T_BUFFEREDWRITER, raw, KR_IO_BUFFER);
    if (kr__failed(buffer)) return KR_FAILED;
    bool through = !in && vm->config.unbuffered;
    uint32_t flags = (tty || fd == 2 || through ? KR_TXT_LINE : 0) | (through ? KR_TXT_THROUGH : 0);
    Value text = kr__text_new(vm, buffer, "utf-8", fd == 2 ? "backslashreplace" : "strict",
                              in ? NULL : "\n", flags);
    Value key = kr__intern(vm, "mode", 4), m = kr__intern(vm, mode, strlen(mode));
    if (kr__failed(text) || kr__failed(key) || kr__failed(m) || !kr__setattr(vm, text, key, m))
        return KR_FAILED;
    /* the end of the program flushes them; nothing closes them */
    const Value parts[] = {raw, buffer, text};
    for (unsigned i = 0; i < KR_COUNTOF(parts); i++)
        ((KrObj *)kr__ptr(parts[i]))->head &= ~KR_F_FINAL;
    return text;
}

static const KrFnDef functions[] = {
    {"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     io_open, "Open file and return a stream.  Raise OSError upon failure.", KR_DEF_PATH},
    {"open_code(path)", io_open_code,
     "Opens the provided file with the intent to import the contents.", KR_DEF_PATH},
    {"text_encoding(encoding, stacklevel=2, /)", io_text_encoding,
     "A helper function to choose the text encoding.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrFnDef open_row[] = {
    {"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     io_open, "Open file and return a stream.  Raise OSError upon failure.", KR_DEF_PATH},
    {NULL, NULL, NULL, 0},
};

static void after_mark(kr_vm *vm, KrGc *gc, bool full) {
    kr__types_after_mark(vm, gc, full);
    kr__io_writers_prune(vm, gc);
}

bool kr__io_std(kr_vm *vm) {
    kr__heap(vm)->after_mark = after_mark;
    vm->settle = kr__lib_settle;
    static const struct {
        const char *attr, *copy, *label, *mode;
    } streams[] = {{"stdin", "__stdin__", "<stdin>", "r"},
                   {"stdout", "__stdout__", "<stdout>", "w"},
                   {"stderr", "__stderr__", "<stderr>", "w"}};
    for (int fd = 0; fd < 3; fd++) {
        bool closed = (vm->grants & KR_GRANT_STDIO) && fcntl(fd, F_GETFD) < 0;
        Value s = closed ? KR_NONE_V : std_stream(vm, fd, streams[fd].label, streams[fd].mode);
        if (kr__failed(s) || !kr__module_add(vm, vm->sys, streams[fd].attr, s) ||
            !kr__module_add(vm, vm->sys, streams[fd].copy, s))
            return false;
    }
    /* open() belongs to module io, whose functions need no module object */
    Value io = kr__module_new(vm, "io", NULL), key = kr__intern(vm, "open", 4);
    IoState *s = state_of(vm);
    if (!s || kr__failed(io) || kr__failed(key) || !kr__module_add_functions(vm, io, open_row))
        return false;
    s->open = kr__dict_get_name(vm, kr__module_dict(io), key);
    return kr__module_add(vm, vm->builtins, "open", s->open);
}

/* ---- the module ------------------------------------------------------------------------------- */

static bool init(kr_vm *vm, Value m) {
    static const struct {
        const char *name;
        KrTypeNo type;
    } classes[] = {{"_IOBase", KR_T_IOBASE},
                   {"_RawIOBase", KR_T_RAWIOBASE},
                   {"_BufferedIOBase", KR_T_BUFFEREDIOBASE},
                   {"_TextIOBase", KR_T_TEXTIOBASE},
                   {"FileIO", KR_T_FILEIO},
                   {"BytesIO", KR_T_BYTESIO},
                   {"StringIO", KR_T_STRINGIO},
                   {"BufferedReader", KR_T_BUFFEREDREADER},
                   {"BufferedWriter", KR_T_BUFFEREDWRITER},
                   {"BufferedRandom", KR_T_BUFFEREDRANDOM},
                   {"BufferedRWPair", KR_T_BUFFEREDRWPAIR},
                   {"TextIOWrapper", KR_T_TEXTIOWRAPPER},
                   {"BlockingIOError", KR_T_X_BLOCKINGIOERROR}};
    for (unsigned i = 0; i < KR_COUNTOF(classes); i++)
        if (!kr__module_add(vm, m, classes[i].name, kr__type(vm, classes[i].type))) return false;
    Value unsupported = kr__io_unsupported_class(vm);
    IoState *s = state_of(vm);
    return s && kr__ok(unsupported) && kr__module_add(vm, m, "UnsupportedOperation", unsupported) &&
           kr__module_add(vm, m, "open", s->open) && kr__ok(newline_decoder(vm, s)) &&
           kr__module_add(vm, m, "IncrementalNewlineDecoder", s->newline_decoder) &&
           kr__module_add(vm, m, "DEFAULT_BUFFER_SIZE", kr__from_int48(KR_IO_BUFFER));
}
static void trace(kr_vm *vm, KrGc *gc, void *state) {
    (void)vm;
    kr__trace_values(gc, state, VALUES);
}
static void free_state(kr_vm *vm, void *state) {
    kr__vec_free(&kr__heap(vm)->mem, &((IoState *)state)->writers.files);
    kr__mem_free(&kr__heap(vm)->mem, state, sizeof(IoState));
}

const KrModuleDef kr__module__io = {
    .name = "_io",
    .doc = "The io module provides the Python interfaces to stream handling.",
    .functions = functions,
    .init = init,
    .trace = trace,
    .free = free_state,
};
