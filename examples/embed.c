/* SPDX-License-Identifier: MIT
 * embed.c: Krait inside a C program: a host function, a host class with a finalizer, limits, a failure's text, a stop, a
 * second VM.
 *
 *     cc -Iinclude examples/embed.c build/libkrait.a -lm -lpthread -o embed */
#include <krait.h>
#include <stdio.h>
#include <string.h>

static void print(kr_vm *vm, int fd, const char *s, size_t n) {
    (void)vm;
    fwrite(s, 1, n, fd == 2 ? stderr : stdout);
}

/* hypot2(x, y=1.0) */
static kr_value hypot2(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)self;
    double x, y;
    if (!kr_to_float(vm, argv[0], &x) || !kr_to_float(vm, argv[1], &y)) return KR_FAIL;
    return kr_float(vm, x * x + y * y);
}

static const kr_fndef functions[] = {{"hypot2(x, y=1.0)", hypot2, "x squared plus y squared"}, {0}};

/* A counter that lives in the host's memory. */
typedef struct Counter {
    int64_t n;
    kr_field on_tick;
} Counter;

static int finalized;
static const kr_class counter_class;

static kr_value counter_init(kr_vm *vm, kr_value self, const kr_value *argv) {
    Counter *c = kr_self(vm, self, &counter_class);
    if (!c || !kr_to_int(vm, argv[0], &c->n)) return KR_FAIL;
    kr_store(vm, self, &c->on_tick, argv[1]);
    return kr_none(vm);
}
static kr_value counter_tick(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)argv;
    Counter *c = kr_self(vm, self, &counter_class);
    if (!c) return KR_FAIL;
    c->n++;
    kr_value f = kr_load(vm, &c->on_tick);
    if (!kr_is_none(f) && kr_failed(kr_callf(vm, f, "l", c->n))) return KR_FAIL;
    return kr_int(vm, c->n);
}
static kr_value counter_n(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)argv;
    Counter *c = kr_self(vm, self, &counter_class);
    return c ? kr_int(vm, c->n) : KR_FAIL;
}
static void counter_trace(void *self, kr_tracer *t) { kr_trace(t, &((Counter *)self)->on_tick); }
static void counter_finalize(void *self) {
    (void)self;
    finalized++;
}

static const kr_fndef counter_methods[] = {
    {"__init__(start=0, on_tick=None)", counter_init, NULL}, {"tick()", counter_tick, "One more."}, {0}};
static const kr_attr counter_attrs[] = {{"n", counter_n, NULL, "how often it ticked"}, {0}};
static const kr_class counter_class = {
    .name = "Counter",
    .doc = "Counts.",
    .size = sizeof(Counter),
    .methods = counter_methods,
    .attrs = counter_attrs,
    .trace = counter_trace,
    .finalize = counter_finalize,
};

static const char program[] =
    "import host\n"
    "print(host.hypot2(3, 4), host.hypot2(y=2, x=1), host.hypot2(5))\n"
    "seen = []\n"
    "c = host.Counter(10, on_tick=seen.append)\n"
    "print(c.tick(), c.tick(), c.n, seen)\n"
    "class Loud(host.Counter):\n"
    "    def tick(self): return -super().tick()\n"
    "print(Loud().tick(), Loud(5).n)\n"
    "def fails(): return host.hypot2('x')\n";

int main(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.write = print;
    cfg.mem_limit = 32 << 20;
    kr_vm *vm = kr_new(&cfg);
    if (!vm) return 1;
    kr_value m = kr_module(vm, "host", functions);
    if (kr_failed(kr_add_class(vm, m, &counter_class))) fputs(kr_error_text(vm), stdout);
    if (kr_failed(kr_exec(vm, "<embed>", program, KR_Z))) fputs(kr_error_text(vm), stdout);

    kr_value main_module = kr_import(vm, "__main__");
    if (kr_failed(kr_callf(vm, kr_get(vm, main_module, "fails"), ""))) {
        printf("kind %d\n%s", kr_error(vm) == KR_TYPE_ERROR, kr_error_text(vm));
        kr_error_clear(vm);
    }
    kr_value sum = kr_eval(vm, "sum(range(101))");
    int64_t n = 0;
    if (kr_to_int(vm, sum, &n)) printf("sum %lld\n", (long long)n);

    kr_set_fuel(vm, 100000);
    bool stopped = kr_failed(kr_exec(vm, "<loop>", "while True:\n    try:\n        pass\n    finally:\n        pass", KR_Z));
    printf("stopped %d %d\n", stopped, kr_error(vm) == KR_HALTED);
    kr_error_clear(vm);
    kr_set_fuel(vm, 0);
    bool full = kr_failed(kr_exec(vm, "<memory>", "x = [0]\nwhile True: x += x", KR_Z));
    printf("full %d %d\n", full, kr_error(vm) == KR_MEMORY_ERROR);
    kr_error_clear(vm);

    kr_vm *other = kr_new(&cfg);
    kr_value v = kr_eval(other, "'second ' + 'vm'");
    const char *text = kr_to_str(other, v, NULL);
    printf("%s\n", text ? text : kr_error_text(other));
    kr_free(other);
    kr_free(vm);
    printf("finalized %d\n", finalized);
    return 0;
}
