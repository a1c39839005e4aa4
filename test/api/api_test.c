/* SPDX-License-Identifier: MIT
 * api_test.c: the public interface: values, scopes, failures, limits, host functions and classes, several VMs. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "krait.h"

static int passed, failed;
#define CHECK(x)                                                     \
    do {                                                             \
        if (x)                                                       \
            passed++;                                                \
        else                                                         \
            failed++, printf("%s:%d: %s\n", __FILE__, __LINE__, #x); \
    } while (0)

static char out[4096];
static void collect(kr_vm *vm, int fd, const char *s, size_t n) {
    (void)vm, (void)fd;
    if (strlen(out) + n < sizeof out) strncat(out, s, n);
}

static kr_vm *start(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = collect;
    out[0] = 0;
    return kr_new(&cfg);
}

static bool run(kr_vm *vm, const char *text) {
    return !kr_failed(kr_exec(vm, "<test>", text, KR_Z));
}
static bool text_is(kr_vm *vm, kr_value v, const char *want) {
    const char *s = kr_to_str(vm, kr_text(vm, v), NULL);
    bool ok = s && !strcmp(s, want);
    if (!ok) printf("  got %s\n", s ? s : kr_error_text(vm));
    return ok;
}

static void values(void) {
    kr_vm *vm = start();
    int64_t i;
    double d;
    bool b;
    size_t n;
    CHECK(kr_to_int(vm, kr_int(vm, INT64_MIN), &i) && i == INT64_MIN);
    CHECK(!kr_to_int(vm, kr_eval(vm, "2**63"), &i) && kr_error(vm) == KR_OVERFLOW_ERROR);
    CHECK(!kr_to_int(vm, kr_float(vm, 1.5), &i) && kr_error(vm) == KR_TYPE_ERROR);
    CHECK(kr_to_float(vm, kr_int(vm, 3), &d) && d == 3);
    CHECK(kr_to_bool(vm, kr_str(vm, "", 0), &b) && !b);
    const char *s = kr_to_str(vm, kr_str(vm, "a\0b", 3), &n);
    CHECK(s && n == 3 && !memcmp(s, "a\0b", 4));
    CHECK(kr_failed(kr_str(vm, "\xff", 1)) && kr_error(vm) == KR_VALUE_ERROR);
    CHECK(kr_to_bytes(vm, kr_bytes(vm, "xyz", 3), &n) && n == 3);
    kr_value items[3] = {kr_int(vm, 1), kr_float(vm, 2.5), kr_none(vm)};
    CHECK(text_is(vm, kr_list(vm, 3, items), "[1, 2.5, None]"));
    CHECK(text_is(vm, kr_tuple(vm, 0, NULL), "()"));
    kr_value dict = kr_dict(vm);
    CHECK(kr_set_item(vm, dict, kr_str(vm, "k", KR_Z), items[1]));
    CHECK(text_is(vm, dict, "{'k': 2.5}") && kr_len(vm, dict, &n) && n == 1);
    CHECK(kr_failed(kr_item(vm, dict, kr_int(vm, 0))) && kr_error(vm) == KR_KEY_ERROR);
    kr_value list = kr_list(vm, 0, NULL);
    CHECK(kr_append(vm, list, items[0]) && !kr_append(vm, dict, items[0]));
    kr_value it = kr_iter(vm, list), v;
    CHECK(kr_next(vm, it, &v) && !kr_next(vm, it, &v) && kr_error(vm) == KR_NONE);
    CHECK(text_is(vm, kr_repr(vm, kr_str(vm, "q", 1)), "'q'"));
    /* a failed value makes what it is given to fail, and the first exception stays */
    kr_value bad = kr_get(vm, items[0], "nothing");
    CHECK(kr_failed(kr_call(vm, bad, 0, NULL)) && !kr_set(vm, bad, "x", items[0]) &&
          !kr_len(vm, bad, &n));
    CHECK(kr_error(vm) == KR_ATTRIBUTE_ERROR);
    kr_free(vm);
}

static void scopes(void) {
    kr_vm *vm = start();
    kr_value kept = KR_FAIL;
    for (int i = 0; i < 1000; i++) {
        kr_scope_t s = kr_scope(vm);
        kr_value v = kr_eval(vm, "['x' * 100 for i in range(10)]");
        if (i == 999) kept = v;
        v = kr_leave(vm, s, v);
    }
    kr_ref *r = kr_keep(vm, kept);
    kr_collect(vm);
    CHECK(run(vm, "x = [object() for i in range(1000)]"));
    CHECK(text_is(vm, kr_item(vm, kr_value_of(vm, r), kr_int(vm, 9)),
                  kr_to_str(vm, kr_eval(vm, "'x' * 100"), NULL)));
    kr_drop(vm, r);
    kr_drop(vm, NULL);
    kr_free(vm);
}

static void failures(void) {
    kr_vm *vm = start();
    CHECK(!run(vm, "def f(x):\n    return 1 / x\nf(0)"));
    CHECK(kr_error(vm) == KR_EXCEPTION);
    CHECK(!strcmp(kr_error_text(vm),
                  "Traceback (most recent call last):\n  File \"<test>\", line 3, in <module>\n"
                  "  File \"<test>\", line 2, in f\nZeroDivisionError: division by zero\n"));
    CHECK(text_is(vm, kr_get(vm, kr_get(vm, kr_error_value(vm), "__class__"), "__name__"),
                  "ZeroDivisionError"));
    CHECK(!run(vm, "x = (1") && kr_error(vm) == KR_SYNTAX_ERROR);
    CHECK(!strcmp(
        kr_error_text(vm),
        "  File \"<test>\", line 1\n    x = (1\n        ^\nSyntaxError: '(' was never closed\n"));
    CHECK(!run(vm, "raise SystemExit(7)") && kr_error(vm) == KR_SYSTEM_EXIT &&
          kr_error_report(vm) == 7);
    CHECK(kr_error(vm) == KR_NONE && kr_error_report(vm) == 0 && !strcmp(kr_error_text(vm), ""));
    CHECK(!run(vm, "1/0") && kr_error_report(vm) == 1 && strstr(out, "ZeroDivisionError"));
    CHECK(!run(vm, "def f(): f()\nf()") && kr_error(vm) == KR_RECURSION_ERROR);
    CHECK(!run(vm, "import nothing_like_it") &&
          strstr(kr_error_text(vm), "No module named 'nothing_like_it'"));
    CHECK(!run(vm, "open('/etc/passwd')") && kr_error(vm) == KR_OS_ERROR);
    CHECK(run(vm, "print('hello', end='')") && strstr(out, "hello"));
    bool more;
    CHECK(!kr_failed(kr_interact(vm, "if 1:\n", KR_Z, &more)) && more);
    CHECK(!kr_failed(kr_interact(vm, "6 * 7\n", KR_Z, &more)) && !more && strstr(out, "42\n"));
    kr_free(vm);
}

static int polls;
static bool poll(kr_vm *vm) {
    (void)vm;
    return ++polls < 1000;
}
static void *stop_later(void *vm) {
    struct timespec t = {0, 50000000};
    nanosleep(&t, NULL);
    kr_stop(vm);
    return NULL;
}

static void limits(void) {
    const char *loop = "while True:\n    try:\n        while True: pass\n    except BaseException: "
                       "pass\n    finally: pass";
    kr_vm *vm = start();
    kr_set_fuel(vm, 10000);
    CHECK(!run(vm, loop) && kr_error(vm) == KR_HALTED && kr_is_none(kr_error_value(vm)));
    CHECK(!strcmp(kr_error_text(vm), "Stopped\n"));
    kr_error_clear(vm);
    kr_set_fuel(vm, 0);
    CHECK(run(vm, "y = 1"));
    kr_set_time(vm, 0.05);
    CHECK(!run(vm, loop) && kr_error(vm) == KR_HALTED);
    kr_error_clear(vm);
    kr_set_time(vm, 0);
    pthread_t t;
    CHECK(pthread_create(&t, NULL, stop_later, vm) == 0);
    CHECK(!run(vm, loop) && kr_error(vm) == KR_HALTED);
    pthread_join(t, NULL);
    kr_error_clear(vm);
    CHECK(run(vm, "y = sum(range(100))"));
    kr_free(vm);
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = collect;
    cfg.poll = poll;
    cfg.mem_limit = (size_t)16 << 20;
    vm = kr_new(&cfg);
    CHECK(!run(vm, "a = []\nwhile True: a.append('x' * 1000 + str(len(a)))"));
    CHECK(kr_error(vm) == KR_MEMORY_ERROR || kr_error(vm) == KR_HALTED);
    kr_error_clear(vm);
    CHECK(kr_mem_used(vm) <= (size_t)16 << 20 && kr_mem_peak(vm) >= kr_mem_used(vm));
    polls = 0;
    CHECK(!run(vm, loop) && kr_error(vm) == KR_HALTED && polls == 1000);
    kr_free(vm);
}

/* ---- host functions and classes ---- */

static kr_value join(kr_vm *vm, kr_value self,
                     const kr_value *argv) { /* a, b=2, *args, key='k', **kw */
    (void)self;
    return kr_tuple(vm, 5, argv);
}
static kr_value fails(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)self, (void)argv;
    return kr_raise(vm, KR_VALUE_ERROR, "no %d", 3);
}
static kr_value calls(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)self;
    return kr_callf(vm, argv[0], "ilsdb", 1, (int64_t)2, "three", 4.0, 1);
}
static const kr_fndef functions[] = {{"join(a, b=(1, 2), *args, key='k', **kw)", join, "joins"},
                                     {"fails()", fails, NULL},
                                     {"calls(f, /)", calls, NULL},
                                     {0}};

typedef struct Node {
    kr_field next;
    int64_t n;
} Node;
static int gone;
static const kr_class node_class;
static kr_value node_init(kr_vm *vm, kr_value self, const kr_value *argv) {
    Node *n = kr_self(vm, self, &node_class);
    if (!n || !kr_to_int(vm, argv[0], &n->n)) return KR_FAIL;
    kr_store(vm, self, &n->next, argv[1]);
    return kr_none(vm);
}
static kr_value node_get(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)argv;
    Node *n = kr_self(vm, self, &node_class);
    return n ? kr_load(vm, &n->next) : KR_FAIL;
}
static kr_value node_set(kr_vm *vm, kr_value self, const kr_value *argv) {
    Node *n = kr_self(vm, self, &node_class);
    if (!n) return KR_FAIL;
    kr_store(vm, self, &n->next, argv[0]);
    return kr_none(vm);
}
static void node_trace(void *self, kr_tracer *t) { kr_trace(t, &((Node *)self)->next); }
static void node_gone(void *self) { gone += ((Node *)self)->n > 0; }
static const kr_fndef node_methods[] = {{"__init__(n, next=None)", node_init, NULL}, {0}};
static const kr_attr node_attrs[] = {{"next", node_get, node_set, "the next node"}, {0}};
static const kr_class node_class = {"Node",     "a node",   sizeof(Node), node_methods,
                                    node_attrs, node_trace, node_gone};

static void host(void) {
    kr_vm *vm = start();
    kr_value m = kr_module(vm, "host", functions);
    CHECK(!kr_failed(kr_add_class(vm, m, &node_class)));
    CHECK(run(vm, "import host"));
    CHECK(text_is(vm, kr_eval(vm, "__import__('host').join(1)"), "(1, (1, 2), (), 'k', {})"));
    CHECK(text_is(vm, kr_eval(vm, "host.join(1, 2, 3, 4, key=5, z=6)"),
                  "(1, 2, (3, 4), 5, {'z': 6})"));
    CHECK(kr_failed(kr_eval(vm, "host.join()")) && kr_error(vm) == KR_TYPE_ERROR);
    CHECK(kr_failed(kr_eval(vm, "host.fails()")) && strstr(kr_error_text(vm), "ValueError: no 3"));
    CHECK(text_is(vm, kr_eval(vm, "host.calls(lambda *a: a)"), "(1, 2, 'three', 4.0, True)"));
    CHECK(kr_failed(kr_eval(vm, "host.calls(lambda: 1)")) && kr_error(vm) == KR_TYPE_ERROR);
    CHECK(text_is(vm, kr_eval(vm, "host.join.__doc__, host.join.__name__"), "('joins', 'join')"));
    CHECK(run(vm,
              "n = None\nfor i in range(1, 101): n = host.Node(i, n)\n"
              "class Sub(host.Node):\n    def __init__(self): super().__init__(5); self.x = [1]\n"
              "s = Sub(); s.next = s"));
    kr_collect(vm);
    CHECK(text_is(vm, kr_eval(vm, "n.next.next is not None, s.next is s, s.x, type(n).__name__"),
                  "(True, True, [1], 'Node')"));
    CHECK(kr_failed(kr_eval(vm, "host.Node('x')")) &&
          kr_failed(kr_eval(vm, "host.Node.next.fget(3)")));
    CHECK(gone == 0 && run(vm, "n = n.next.next"));
    CHECK(run(vm, "del s, n"));
    kr_collect(vm);
    kr_collect(vm);
    CHECK(gone == 101);
    void *self = NULL;
    kr_value made = kr_make(vm, &node_class, &self);
    CHECK(!kr_failed(made) && self && kr_self(vm, made, &node_class) == self &&
          ((Node *)self)->n == 0);
    CHECK(!kr_self(vm, kr_int(vm, 1), &node_class) && kr_error(vm) == KR_TYPE_ERROR);
    kr_free(vm);
}

static bool provide(kr_vm *vm, const char *name) {
    if (!strcmp(name, "mine"))
        return kr_provide(vm, "mine.py", "import other\nx = other.y + 1", KR_Z);
    if (!strcmp(name, "other")) return kr_provide(vm, "other.py", "y = 41", KR_Z);
    if (!strcmp(name, "wrong")) return kr_provide(vm, "wrong.py", "y = ", KR_Z);
    return false;
}
static void loading(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = collect;
    cfg.load = provide;
    kr_vm *vm = kr_new(&cfg);
    CHECK(text_is(vm, kr_get(vm, kr_import(vm, "mine"), "x"), "42"));
    CHECK(!run(vm, "import wrong") && kr_error(vm) == KR_SYNTAX_ERROR);
    CHECK(!run(vm, "import absent") && strstr(kr_error_text(vm), "No module named 'absent'"));
    CHECK(!kr_provide(vm, "x", "1", KR_Z));
    kr_free(vm);
}

static void *in_thread(void *result) {
    kr_config cfg;
    kr_config_init(&cfg);
    kr_vm *vm = kr_new(&cfg);
    int64_t n = 0;
    kr_value v = kr_eval(vm, "len([str(i) * 3 for i in range(20000)])");
    if (!kr_failed(v) && kr_to_int(vm, v, &n)) *(int64_t *)result = n;
    kr_free(vm);
    return NULL;
}
static void threads(void) {
    pthread_t t[4];
    int64_t results[4] = {0};
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&t[i], NULL, in_thread, &results[i]) == 0);
    for (int i = 0; i < 4; i++) {
        pthread_join(t[i], NULL);
        CHECK(results[i] == 20000);
    }
}

int main(void) {
    values();
    scopes();
    failures();
    limits();
    host();
    loading();
    threads();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
