/* SPDX-License-Identifier: MIT
 * _csv.c: the module _csv: dialects, and readers and writers of comma-separated values. A reader goes through its lines with
 * one state for each place that a character can stand in. */
#include <string.h>

#include "lib/modules.h"
#include "types/dict.h"
#include "types/host.h"
#include "types/int.h"
#include "types/list.h"
#include "types/module.h"
#include "types/number.h"
#include "types/seq.h"
#include "types/str.h"

extern const KrModuleDef kr__module__csv;

enum { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE };
#define NOT_SET UINT32_MAX

typedef struct Dialect {
    KrObj head;
    Slot lineterminator;                       /* str */
    uint32_t delimiter, quotechar, escapechar; /* code points; NOT_SET */
    uint32_t quoting;
    uint8_t doublequote, skipinitialspace, strict, pad;
} Dialect;
typedef struct Reader {
    KrObj head;
    Slot dialect, input; /* iterator */
    uint32_t lines;
} Reader;
typedef struct Writer {
    KrObj head;
    Slot dialect;
    Value write;
} Writer;

static const KrClassDef dialect_def, reader_def, writer_def;
enum { S_ERROR, S_DIALECT, S_READER, S_WRITER, S_DIALECTS, S_LIMIT, S_COUNT };
static Value *state_of(kr_vm *vm) { return kr__module_values(vm, &kr__module__csv, S_COUNT); }
static Value error_class(kr_vm *vm) {
    Value *s = state_of(vm);
    return s ? s[S_ERROR] : KR_FAILED;
}
#define ERROR(vm, ...) kr__module_raise(vm, error_class(vm), kr__text(vm, __VA_ARGS__))
#define ERROR_FALSE(vm, ...) kr__ok(ERROR(vm, __VA_ARGS__))

/* ---- dialects ---- */

static Dialect *dialect(Value v) { return kr__ptr(v); }
static const char *const parameters[] = {"delimiter",        "doublequote", "escapechar",
                                         "lineterminator",   "quotechar",   "quoting",
                                         "skipinitialspace", "strict"};
enum { P_DELIMITER, P_DOUBLE, P_ESCAPE, P_LINE, P_QUOTE, P_QUOTING, P_SKIP, P_STRICT, P_COUNT };

static Value registered(kr_vm *vm, Value name) {
    Value *s = state_of(vm), v;
    int r = s ? kr__dict_find(vm, kr__ptr(s[S_DIALECTS]), name, &v) : -1;
    return r > 0 ? v : r < 0 ? KR_FAILED : ERROR(vm, "unknown dialect");
}

static bool char_of(kr_vm *vm, const char *name, Value v, bool optional, uint32_t *out) {
    if (optional && kr__is_none(v)) return *out = NOT_SET, true;
    if (!kr__is_str(vm, v))
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "\"%s\" must be string%s, not %T", name,
                               optional ? " or None" : "", v);
    if (kr__str_count(kr__ptr(v)) != 1)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "\"%s\" must be a 1-character string", name);
    *out = kr__str_at(vm, kr__ptr(v), 0);
    return true;
}
static bool flag_of(kr_vm *vm, Value v, uint8_t *out) {
    int r = kr__truth(vm, v);
    *out = r > 0;
    return r >= 0;
}

/* Puts what is given (P_COUNT values, unset: not) into a dialect with the defaults. */
static bool configure(kr_vm *vm, Value self, const Value *p) {
    Dialect *d = dialect(self);
    int64_t quoting;
    if (kr__ok(p[P_DELIMITER]) && !char_of(vm, "delimiter", p[P_DELIMITER], false, &d->delimiter))
        return false;
    if (kr__ok(p[P_DOUBLE]) && !flag_of(vm, p[P_DOUBLE], &d->doublequote)) return false;
    if (kr__ok(p[P_ESCAPE]) && !char_of(vm, "escapechar", p[P_ESCAPE], true, &d->escapechar))
        return false;
    if (kr__ok(p[P_LINE])) {
        if (kr__is_none(p[P_LINE]))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "lineterminator must be set");
        if (!kr__is_str(vm, p[P_LINE]))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "\"lineterminator\" must be a string");
        kr__store(vm, d, &d->lineterminator, kr__ref_slot(p[P_LINE]));
    }
    if (kr__ok(p[P_QUOTE]) && !char_of(vm, "quotechar", p[P_QUOTE], true, &d->quotechar))
        return false;
    if (kr__ok(p[P_QUOTING])) {
        Value v = p[P_QUOTING];
        if (!kr__is_int(v) && !kr__exact(v, KR_T_INT))
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "\"quoting\" must be an integer");
        if (!kr__int_fits_i64(vm, v, &quoting) || quoting < 0 || quoting > QUOTE_NONE)
            return kr__raise_false(vm, KR_T_X_TYPEERROR, "bad \"quoting\" value");
        d->quoting = (uint32_t)quoting;
    } else if (kr__ok(p[P_QUOTE]) && kr__is_none(p[P_QUOTE])) {
        d->quoting = QUOTE_NONE;
    }
    if (kr__ok(p[P_SKIP]) && !flag_of(vm, p[P_SKIP], &d->skipinitialspace)) return false;
    if (kr__ok(p[P_STRICT]) && !flag_of(vm, p[P_STRICT], &d->strict)) return false;
    if (d->quoting != QUOTE_NONE && d->quotechar == NOT_SET)
        return kr__raise_false(vm, KR_T_X_TYPEERROR, "quotechar must be set if quoting enabled");
    return true;
}

/* cls, dialect, then the parameters */
static Value d_new(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value base = kr__ok(a[1]) && !kr__is_none(a[1]) ? a[1] : KR_UNSET, p[P_COUNT];
    bool given = false;
    for (int i = 0; i < P_COUNT; i++) given |= kr__ok(p[i] = a[2 + i]);
    if (kr__ok(base) && kr__is_str(vm, base) && kr__failed(base = registered(vm, base)))
        return base;
    if (kr__ok(base) && !given && kr__is_host(vm, base, &dialect_def)) return base;
    for (int i = 0; kr__ok(base) && i < P_COUNT; i++) {
        Value name = kr__intern(vm, parameters[i], strlen(parameters[i])), v;
        int r = kr__failed(name) ? -1 : kr__ok(p[i]) ? 0 : kr__getattr_opt(vm, base, name, &v);
        if (r < 0) return KR_FAILED;
        if (r) p[i] = v;
    }
    Value end = kr__intern(vm, "\r\n", 2), self = kr__ok(end) ? kr__instance_new(vm, a[0]) : end;
    if (kr__failed(self)) return KR_FAILED;
    Dialect *d = dialect(self);
    d->delimiter = ',';
    d->quotechar = '"';
    d->escapechar = NOT_SET;
    d->doublequote = 1;
    d->lineterminator = kr__ref_slot(end);
    return configure(vm, self, p) ? self : KR_FAILED;
}

/* Dialect(base, **kwargs). */
static Value make_dialect(kr_vm *vm, Value base, Value kwargs) {
    Value *s = state_of(vm), args = kr__tuple_new(vm, &base, kr__ok(base) ? 1 : 0);
    return s && kr__ok(args) ? kr__call_ex(vm, s[S_DIALECT], args, kwargs) : KR_FAILED;
}

static Value shown(kr_vm *vm, uint32_t c) { return c == NOT_SET ? KR_NONE_V : kr__char(vm, c); }
static Value get_delimiter(kr_vm *vm, Value v) { return shown(vm, dialect(v)->delimiter); }
static Value get_quotechar(kr_vm *vm, Value v) { return shown(vm, dialect(v)->quotechar); }
static Value get_escapechar(kr_vm *vm, Value v) { return shown(vm, dialect(v)->escapechar); }
static Value get_line(kr_vm *vm, Value v) {
    return (void)vm, KR_VALUE(dialect(v)->lineterminator.bits);
}
static Value get_quoting(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(dialect(v)->quoting);
}
static Value get_double(kr_vm *vm, Value v) { return (void)vm, kr__bool(dialect(v)->doublequote); }
static Value get_skip(kr_vm *vm, Value v) {
    return (void)vm, kr__bool(dialect(v)->skipinitialspace);
}
static Value get_strict(kr_vm *vm, Value v) { return (void)vm, kr__bool(dialect(v)->strict); }
static Value d_reduce(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot pickle '%S' instances", kr__short_name(vm, a[0]));
}

/* ---- reading ---- */

typedef enum Place {
    START_RECORD,
    START_FIELD,
    ESCAPED,
    IN_FIELD,
    IN_QUOTED,
    ESCAPE_IN_QUOTED,
    QUOTE_IN_QUOTED,
    EAT_NEWLINE,
    AFTER_ESCAPED_NEWLINE
} Place;
#define END_OF_LINE (UINT32_MAX - 1)

typedef struct Parse {
    kr_vm *vm;
    const Dialect *d;
    Value fields; /* list */
    KrStrBuilder text;
    size_t chars;
    int64_t limit;
    Place place;
    bool number;
} Parse;

static bool add_char(Parse *p, uint32_t c) {
    if ((int64_t)p->chars >= p->limit)
        return ERROR_FALSE(p->vm, "field larger than field limit (%ld)", (long)p->limit);
    p->chars++;
    return kr__str_builder_char(&p->text, c);
}
static bool save(Parse *p) {
    Value v = kr__str_builder_finish(&p->text);
    kr__str_builder_init(&p->text, p->vm);
    p->chars = 0;
    if (kr__ok(v) && p->number) {
        p->number = false;
        v = kr__call1(p->vm, kr__type(p->vm, KR_T_FLOAT), v);
    }
    return kr__ok(v) && kr__list_append(p->vm, kr__ptr(p->fields), v);
}
static bool is_newline(uint32_t c) { return c == '\n' || c == '\r'; }
/* The field ends at a line's end. */
static bool save_at_end(Parse *p, uint32_t c) {
    p->place = c == END_OF_LINE ? START_RECORD : EAT_NEWLINE;
    return save(p);
}

static bool start_field(Parse *p, uint32_t c) {
    const Dialect *d = p->d;
    if (is_newline(c) || c == END_OF_LINE) return save_at_end(p, c);
    if (c == d->quotechar && d->quoting != QUOTE_NONE) return p->place = IN_QUOTED, true;
    if (c == d->escapechar) return p->place = ESCAPED, true;
    if (c == ' ' && d->skipinitialspace) return true;
    if (c == d->delimiter) return save(p);
    p->number = d->quoting == QUOTE_NONNUMERIC;
    p->place = IN_FIELD;
    return add_char(p, c);
}
static bool in_field(Parse *p, uint32_t c) {
    if (is_newline(c) || c == END_OF_LINE) return save_at_end(p, c);
    if (c == p->d->escapechar) return p->place = ESCAPED, true;
    if (c != p->d->delimiter) return add_char(p, c);
    p->place = START_FIELD;
    return save(p);
}
static bool in_quoted(Parse *p, uint32_t c) {
    const Dialect *d = p->d;
    if (c == END_OF_LINE) return true;
    if (c == d->escapechar) return p->place = ESCAPE_IN_QUOTED, true;
    if (c != d->quotechar || d->quoting == QUOTE_NONE) return add_char(p, c);
    p->place = d->doublequote ? QUOTE_IN_QUOTED : IN_FIELD;
    return true;
}
static bool quote_in_quoted(Parse *p, uint32_t c) {
    const Dialect *d = p->d;
    if (d->quoting != QUOTE_NONE && c == d->quotechar) {
        p->place = IN_QUOTED;
        return add_char(p, c);
    }
    if (c == d->delimiter) {
        p->place = START_FIELD;
        return save(p);
    }
    if (is_newline(c) || c == END_OF_LINE) return save_at_end(p, c);
    if (d->strict)
        return ERROR_FALSE(p->vm, "'%S' expected after '%S'", shown(p->vm, d->delimiter),
                           shown(p->vm, d->quotechar));
    p->place = IN_FIELD;
    return add_char(p, c);
}

static bool step(Parse *p, uint32_t c) {
    switch (p->place) {
    case START_RECORD:
        if (c == END_OF_LINE) return true;
        if (is_newline(c)) return p->place = EAT_NEWLINE, true;
        p->place = START_FIELD;
        return start_field(p, c);
    case START_FIELD: return start_field(p, c);
    case ESCAPED:
        p->place = is_newline(c) ? AFTER_ESCAPED_NEWLINE : IN_FIELD;
        return add_char(p, c == END_OF_LINE ? '\n' : c);
    case AFTER_ESCAPED_NEWLINE:
        if (c == END_OF_LINE) return true;
        p->place = IN_FIELD;
        return in_field(p, c);
    case IN_FIELD: return in_field(p, c);
    case IN_QUOTED: return in_quoted(p, c);
    case ESCAPE_IN_QUOTED: p->place = IN_QUOTED; return add_char(p, c == END_OF_LINE ? '\n' : c);
    case QUOTE_IN_QUOTED: return quote_in_quoted(p, c);
    default:
        if (is_newline(c)) return true;
        if (c == END_OF_LINE) return p->place = START_RECORD, true;
        return ERROR_FALSE(p->vm, "new-line character seen in unquoted field - do you need to open "
                                  "the file in universal-newline mode?");
    }
}

static bool parse_line(Parse *p, Value line) {
    size_t n = kr__str_count(kr__ptr(line));
    const char *at = kr__str_text(kr__ptr(line)), *begin = at;
    for (size_t i = 0; i < n; i++) {
        if (!step(p, kr__utf8_next(&at))) return false;
        if (kr__str_text(kr__ptr(line)) != begin) { /* the text moved */
            size_t done = (size_t)(at - begin);
            begin = kr__str_text(kr__ptr(line));
            at = begin + done;
        }
        if (i % 65536 == 65535 && !kr__poll(p->vm)) return false;
    }
    kr__keep(line);
    return step(p, END_OF_LINE);
}

static Value r_next(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm), dialect_v = KR_VALUE(((Reader *)kr__ptr(a[0]))->dialect.bits);
    Parse p = {.vm = vm, .d = dialect(dialect_v), .fields = kr__list_new(vm, NULL, 0)};
    if (!s || kr__failed(p.fields)) return KR_FAILED;
    p.limit = kr__int(s[S_LIMIT]);
    kr__str_builder_init(&p.text, vm);
    do {
        Value line = kr__next(vm, KR_VALUE(((Reader *)kr__ptr(a[0]))->input.bits));
        if (kr__failed(line)) return line;
        if (kr__same(line, KR_END)) {
            if (!p.chars && p.place != IN_QUOTED) return KR_END;
            if (p.d->strict) return ERROR(vm, "unexpected end of data");
            return save(&p) ? p.fields : KR_FAILED;
        }
        if (!kr__is_str(vm, line))
            return ERROR(
                vm,
                "iterator should return strings, not %T (the file should be opened in text mode)",
                line);
        ((Reader *)kr__ptr(a[0]))->lines++;
        if (!parse_line(&p, line)) return KR_FAILED;
    } while (p.place != START_RECORD);
    kr__keep(dialect_v);
    return p.fields;
}
static Value r_iter(kr_vm *vm, Value *a, int n) { return (void)vm, (void)n, a[0]; }
static Value r_dialect(kr_vm *vm, Value v) {
    return (void)vm, KR_VALUE(((Reader *)kr__ptr(v))->dialect.bits);
}
static Value r_lines(kr_vm *vm, Value v) {
    return (void)vm, kr__from_int48(((Reader *)kr__ptr(v))->lines);
}

/* ---- writing ---- */

typedef struct Record {
    kr_vm *vm;
    const Dialect *d;
    KrStrBuilder b;
    size_t fields;
} Record;

static bool in_terminator(const Dialect *d, uint32_t c) {
    const KrStr *s = kr__slot_ptr(d->lineterminator);
    const char *p = kr__str_text(s);
    for (uint32_t i = kr__str_count(s); i; i--)
        if (kr__utf8_next(&p) == c) return true;
    return false;
}

/* 1: the character needs quotes around the field; 2: the escape character before it; 3: itself before it, and quotes. */
static int care(const Dialect *d, uint32_t c) {
    if (c != d->delimiter && c != d->escapechar && c != d->quotechar && !in_terminator(d, c))
        return 0;
    if (d->quoting == QUOTE_NONE) return 2;
    if (c == d->quotechar) return d->doublequote ? 3 : 2;
    return c == d->escapechar ? 2 : 1;
}

static bool add_field(Record *r, Value text, bool quoted) {
    const Dialect *d = r->d;
    size_t n = kr__ok(text) ? kr__str_count(kr__ptr(text)) : 0;
    const char *p = n ? kr__str_text(kr__ptr(text)) : "";
    for (size_t i = 0; i < n && !quoted; i++) quoted = care(d, kr__utf8_next(&p)) & 1;
    if (r->fields++ && !kr__str_builder_char(&r->b, d->delimiter)) return false;
    if (quoted && !kr__str_builder_char(&r->b, d->quotechar)) return false;
    p = n ? kr__str_text(kr__ptr(text)) : "";
    for (size_t i = 0; i < n; i++) {
        uint32_t c = kr__utf8_next(&p);
        int how = care(d, c);
        if (how == 2 && d->escapechar == NOT_SET)
            return ERROR_FALSE(r->vm, "need to escape, but no escapechar set");
        if (how > 1 && !kr__str_builder_char(&r->b, how == 2 ? d->escapechar : c)) return false;
        if (!kr__str_builder_char(&r->b, c)) return false;
    }
    kr__keep(text);
    return !quoted || kr__str_builder_char(&r->b, d->quotechar);
}
static bool is_number(kr_vm *vm, Value v) {
    return kr__is_int_value(vm, v) || kr__is_float_value(vm, v) || kr__exact(v, KR_T_COMPLEX) ||
           kr__ok(kr__special(vm, v, KR_N___float__)) || kr__ok(kr__special(vm, v, KR_N___int__)) ||
           kr__ok(kr__special(vm, v, KR_N___index__));
}
static bool add_item(kr_vm *vm, void *ud, Value v) {
    Record *r = ud;
    bool quoted = r->d->quoting == QUOTE_ALL;
    if (r->d->quoting == QUOTE_NONNUMERIC) quoted = !is_number(vm, v);
    Value s = kr__is_none(v) ? vm->interned_empty_str : kr__is_str(vm, v) ? v : kr__str(vm, v);
    return kr__ok(s) && add_field(r, s, quoted);
}

static Value writerow(kr_vm *vm, Value self, Value row) {
    Value dialect_v = KR_VALUE(((Writer *)kr__ptr(self))->dialect.bits), it = kr__iter(vm, row);
    Record r = {.vm = vm, .d = dialect(dialect_v)};
    if (kr__failed(it)) {
        if (!kr__pending_is(vm, KR_T_X_TYPEERROR)) return it;
        kr__clear_pending(vm);
        return ERROR(vm, "iterable expected, not %T", row);
    }
    kr__str_builder_init(&r.b, vm);
    if (!kr__each(vm, it, add_item, &r)) return KR_FAILED;
    if (r.fields && !r.b.len) { /* one empty field */
        if (r.d->quoting == QUOTE_NONE)
            return ERROR(vm, "single empty field record must be quoted");
        r.fields = 0;
        if (!add_field(&r, KR_UNSET, true)) return KR_FAILED;
    }
    if (!kr__str_builder_str(&r.b, KR_VALUE(r.d->lineterminator.bits))) return KR_FAILED;
    kr__keep(dialect_v);
    Value line = kr__str_builder_finish(&r.b);
    return kr__ok(line) ? kr__call1(vm, ((Writer *)kr__ptr(self))->write, line) : line;
}
static Value w_writerow(kr_vm *vm, Value *a, int n) { return (void)n, writerow(vm, a[0], a[1]); }
static bool write_each(kr_vm *vm, void *ud, Value row) {
    return kr__ok(writerow(vm, *(Value *)ud, row));
}
static Value w_writerows(kr_vm *vm, Value *a, int n) {
    return (void)n, kr__each(vm, a[1], write_each, &a[0]) ? KR_NONE_V : KR_FAILED;
}
static Value w_dialect(kr_vm *vm, Value v) {
    return (void)vm, KR_VALUE(((Writer *)kr__ptr(v))->dialect.bits);
}

/* ---- functions: a: kwargs, then what *args took ---- */

static bool count_args(kr_vm *vm, int n, int most) {
    if (n - 1 >= 1 && n - 1 <= most) return true;
    return kr__raise_false(vm, KR_T_X_TYPEERROR, " expected at %s %d argument%s, got %d",
                           n - 1 < 1 ? "least" : "most", n - 1 < 1 ? 1 : most, n - 1 < 1 ? "" : "s",
                           n - 1);
}
static Value f_reader(kr_vm *vm, Value *a, int n) {
    Value *s = state_of(vm);
    if (!s || !count_args(vm, n, 2)) return KR_FAILED;
    Value it = kr__iter(vm, a[1]);
    Value d = kr__ok(it) ? make_dialect(vm, n > 2 ? a[2] : KR_UNSET, a[0]) : KR_FAILED;
    Value v = kr__ok(d) ? kr__instance_new(vm, s[S_READER]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Reader *r = kr__ptr(v);
    r->dialect = kr__ref_slot(d);
    r->input = kr__ref_slot(it);
    return v;
}
static Value f_writer(kr_vm *vm, Value *a, int n) {
    Value *s = state_of(vm), write, name = kr__intern(vm, "write", 5);
    if (!s || kr__failed(name) || !count_args(vm, n, 2)) return KR_FAILED;
    int r = kr__getattr_opt(vm, a[1], name, &write);
    if (r < 0) return KR_FAILED;
    if (!r) return kr__raise_type(vm, "argument 1 must have a \"write\" method");
    Value d = make_dialect(vm, n > 2 ? a[2] : KR_UNSET, a[0]);
    Value v = kr__ok(d) ? kr__instance_new(vm, s[S_WRITER]) : KR_FAILED;
    if (kr__failed(v)) return v;
    Writer *w = kr__ptr(v);
    w->dialect = kr__ref_slot(d);
    w->write = write;
    return v;
}
static Value f_register(kr_vm *vm, Value *a, int n) {
    Value *s = state_of(vm);
    if (!s || !count_args(vm, n, 2)) return KR_FAILED;
    if (!kr__is_str(vm, a[1])) return kr__raise_type(vm, "dialect name must be a string");
    Value d = make_dialect(vm, n > 2 ? a[2] : KR_UNSET, a[0]);
    return kr__ok(d) && kr__dict_set(vm, kr__ptr(s[S_DIALECTS]), a[1], d) ? KR_NONE_V : KR_FAILED;
}
static Value f_unregister(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm);
    int r = s ? kr__dict_delete(vm, kr__ptr(s[S_DIALECTS]), a[0], NULL) : -1;
    return r > 0 ? KR_NONE_V : r < 0 ? KR_FAILED : ERROR(vm, "unknown dialect");
}
static Value f_get(kr_vm *vm, Value *a, int n) { return (void)n, registered(vm, a[0]); }
static Value f_list(kr_vm *vm, Value *a, int n) {
    (void)a, (void)n;
    Value *s = state_of(vm);
    return s ? kr__list_from(vm, s[S_DIALECTS]) : KR_FAILED;
}
static Value f_limit(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value *s = state_of(vm);
    int64_t limit;
    if (!s) return KR_FAILED;
    Value old = s[S_LIMIT];
    if (!kr__ok(a[0])) return old;
    if (!kr__is_int(a[0]) && !kr__exact(a[0], KR_T_INT))
        return kr__raise_type(vm, "limit must be an integer");
    if (!kr__int_to_i64(vm, a[0], &limit)) return KR_FAILED;
    s[S_LIMIT] = kr__from_int48(limit > KR_INT_MAX ? KR_INT_MAX : limit < 0 ? 0 : limit);
    return old;
}

/* ---- tables ---- */

static const KrFnDef dialect_rows[] = {
    {"__new__(cls, dialect=None, delimiter=',', doublequote=True, escapechar=None, "
     "lineterminator='', "
     "quotechar='', quoting=0, skipinitialspace=False, strict=False)",
     d_new, NULL, KR_DEF_NEW},
    {"__reduce__(self, /)", d_reduce, "raises an exception to avoid pickling", 0},
    {"__reduce_ex__(self, protocol=0, /)", d_reduce, "raises an exception to avoid pickling", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet dialect_getset[] = {{"delimiter", get_delimiter, NULL, NULL},
                                          {"escapechar", get_escapechar, NULL, NULL},
                                          {"lineterminator", get_line, NULL, NULL},
                                          {"quotechar", get_quotechar, NULL, NULL},
                                          {"quoting", get_quoting, NULL, NULL},
                                          {"doublequote", get_double, NULL, NULL},
                                          {"skipinitialspace", get_skip, NULL, NULL},
                                          {"strict", get_strict, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};
static const KrClassDef dialect_def = {.name = "_csv.Dialect",
                                       .doc =
                                           "CSV dialect\n\nThe parameters of a way to write CSV.",
                                       .kind = KR_K_ITER,
                                       .flags = KR_TF_BASE,
                                       .size = sizeof(Dialect),
                                       .slots = KR_AT(Dialect, lineterminator),
                                       .methods = dialect_rows,
                                       .getset = dialect_getset};
static Value not_made(kr_vm *vm, Value *a, int n) {
    (void)n;
    return kr__raise_type(vm, "cannot create '%N' instances", a[0]);
}
static const KrFnDef reader_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", not_made, NULL, KR_DEF_NEW},
    {"__iter__(self, /)", r_iter, "Implement iter(self).", KR_DEF_SPECIAL},
    {"__next__(self, /)", r_next, "Implement next(self).", KR_DEF_SPECIAL},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet reader_getset[] = {{"dialect", r_dialect, NULL, NULL},
                                         {"line_num", r_lines, NULL, NULL},
                                         {NULL, NULL, NULL, NULL}};
static const KrClassDef reader_def = {
    .name = "_csv.reader",
    .doc = "CSV reader\n\nTurns lines of an iterable into lists of fields.",
    .kind = KR_K_ITER,
    .size = sizeof(Reader),
    .slots = KR_AT(Reader, dialect) | KR_AT(Reader, input),
    .methods = reader_rows,
    .getset = reader_getset};
static const KrFnDef writer_rows[] = {
    {"__new__(cls, /, *args, **kwargs)", not_made, NULL, KR_DEF_NEW},
    {"writerow(self, iterable, /)", w_writerow, "Write one row; what the file's write returned.",
     0},
    {"writerows(self, iterable, /)", w_writerows, "Write all rows of an iterable.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrGetSet writer_getset[] = {{"dialect", w_dialect, NULL, NULL},
                                         {NULL, NULL, NULL, NULL}};
static const KrClassDef writer_def = {
    .name = "_csv.writer",
    .doc = "CSV writer\n\nTurns rows into lines and writes them to a file.",
    .kind = KR_K_ITER,
    .size = sizeof(Writer),
    .slots = KR_AT(Writer, dialect),
    .values = KR_AT(Writer, write),
    .methods = writer_rows,
    .getset = writer_getset};
static const KrFnDef functions[] = {
    {"reader(*args, **kwargs)", f_reader,
     "reader(iterable [, dialect='excel'] [, parameters]): an iterator over rows, each a list of "
     "strings.",
     0},
    {"writer(*args, **kwargs)", f_writer,
     "writer(fileobj [, dialect='excel'] [, parameters]): an object with writerow and writerows.",
     0},
    {"list_dialects()", f_list, "The names of the registered dialects.", 0},
    {"register_dialect(*args, **kwargs)", f_register,
     "register_dialect(name [, dialect] [, parameters]): makes a dialect known by name.", 0},
    {"unregister_dialect(name)", f_unregister, "Forget the dialect of this name.", 0},
    {"get_dialect(name)", f_get, "The dialect of this name.", 0},
    {"field_size_limit(new_limit=<unrepresentable>)", f_limit,
     "The longest field allowed; sets another when one is given, and returns the old one.", 0},
    {NULL, NULL, NULL, 0},
};
static const KrConstant constants[] = {{"QUOTE_MINIMAL", QUOTE_MINIMAL},
                                       {"QUOTE_ALL", QUOTE_ALL},
                                       {"QUOTE_NONNUMERIC", QUOTE_NONNUMERIC},
                                       {"QUOTE_NONE", QUOTE_NONE}};

static bool init(kr_vm *vm, Value m) {
    Value *s = state_of(vm), version = kr__intern(vm, "1.0", 3);
    if (!s || kr__failed(version)) return false;
    s[S_LIMIT] = kr__from_int48(128 * 1024);
    return kr__ok(s[S_ERROR] = kr__module_exception(vm, m, "_csv.Error", KR_UNSET)) &&
           kr__ok(s[S_DIALECT] = kr__module_class(vm, m, &dialect_def)) &&
           kr__ok(s[S_READER] = kr__class_new(vm, &reader_def)) &&
           kr__ok(s[S_WRITER] = kr__class_new(vm, &writer_def)) &&
           kr__ok(s[S_DIALECTS] = kr__dict_new(vm)) &&
           kr__module_add(vm, m, "Reader", s[S_READER]) &&
           kr__module_add(vm, m, "Writer", s[S_WRITER]) &&
           kr__module_add(vm, m, "_dialects", s[S_DIALECTS]) &&
           kr__module_add(vm, m, "__version__", version) &&
           kr__module_constants(vm, m, constants, KR_COUNTOF(constants));
}

const KrModuleDef kr__module__csv = {
    .name = "_csv",
    .doc = "CSV parsing and writing: dialects, reader and writer, for module csv.",
    .functions = functions,
    .init = init,
    .trace = kr__module_values_trace,
    .free = kr__module_values_free,
};
