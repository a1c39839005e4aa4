/* SPDX-License-Identifier: MIT
 * thread_test.c: threads of the program as the host sees them: stops and limits end them all, calls come from several
 * threads of the host one after another, a VM is freed while threads run, wait or are in system calls. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "krait.h"

static int passed, failed;
#define CHECK(x)                                                     \
    do {                                                             \
        if (x)                                                       \
            passed++;                                                \
        else                                                         \
            failed++, printf("%s:%d: %s\n", __FILE__, __LINE__, #x); \
    } while (0)

/* For the leak checker: kr_free leaves a VM as it is when one of its threads is in a system call, and some
 * of what it has is known to mapped memory only. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:own_list\n"; }

static kr_vm *start(void) {
    kr_config cfg;
    kr_config_init(&cfg);
    cfg.grants = KR_FILES | KR_CLOCK | KR_PROCESS;
    return kr_new(&cfg);
}
static bool run(kr_vm *vm, const char *text) {
    return !kr_failed(kr_exec(vm, "<test>", text, KR_Z));
}
static int64_t number(kr_vm *vm, const char *expr) {
    int64_t n = -1;
    return kr_to_int(vm, kr_eval(vm, expr), &n) ? n : -1;
}
static void pause_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Four threads: one counts, one sleeps, one waits for a lock for ever, one starts others. */
static const char four[] = "import _thread, time\n"
                           "n = [0]\n"
                           "clean = []\n"
                           "def busy():\n"
                           "    try:\n"
                           "        while 1: n[0] += 1\n"
                           "    finally:\n"
                           "        clean.append('busy')\n"
                           "def sleeps(): time.sleep(1000)\n"
                           "l = _thread.allocate_lock()\n"
                           "l.acquire()\n"
                           "def waits():\n"
                           "    with l: clean.append('got it')\n"
                           "def starts():\n"
                           "    while 1:\n"
                           "        _thread.start_new_thread(len, ('',))\n"
                           "        time.sleep(.001)\n"
                           "for f in busy, sleeps, waits, starts: _thread.start_new_thread(f, ())\n"
                           "time.sleep(.02)\n"
                           "while not n[0]: time.sleep(.001)\n";

/* The program writes here when it has come to where it is to be stopped. */
static int there[2];
static void wait_for_program(void) {
    char c;
    CHECK(read(there[0], &c, 1) == 1);
    pause_ms(50);
}

static void tell_program(kr_vm *vm) {
    char text[100];
    snprintf(text, sizeof text, "import posix\ndef arrived(): posix.write(%d, b'x')\n", there[1]);
    CHECK(run(vm, text));
}

static void *stop_soon(void *vm) {
    wait_for_program();
    kr_stop(vm);
    return NULL;
}

static void *interrupt_soon(void *vm) {
    wait_for_program();
    kr_interrupt(vm);
    return NULL;
}

static void stops(void) {
    kr_vm *vm = start();
    pthread_t t;
    tell_program(vm);
    CHECK(run(vm, four));
    CHECK(number(vm, "n[0]") > 0 && number(vm, "_thread._count()") >= 4);
    CHECK(pthread_create(&t, NULL, stop_soon, vm) == 0);
    double begin = now();
    CHECK(!run(vm, "arrived()\nwith l: pass") && kr_error(vm) == KR_HALTED);
    CHECK(now() - begin < 2);
    pthread_join(t, NULL);
    kr_error_clear(vm);
    CHECK(number(vm, "_thread._count()") == 0);
    CHECK(number(vm, "len(clean)") == 0);
    CHECK(run(
        vm, "l.release()\n_thread.start_new_thread(waits, ())\nwhile not clean: time.sleep(.001)"));
    kr_free(vm);
}

static void limits(void) {
    kr_vm *vm = start();
    tell_program(vm);
    CHECK(run(vm, four));
    kr_set_fuel(vm, 100000);
    CHECK(!run(vm, "while 1: time.sleep(.001)") && kr_error(vm) == KR_HALTED);
    kr_set_fuel(vm, 0);
    kr_error_clear(vm);
    CHECK(number(vm, "_thread._count()") == 0);
    kr_set_time(vm, .05);
    CHECK(!run(vm, "_thread.start_new_thread(busy, ())\n_thread.start_new_thread(waits, ())\n"
                   "while 1: pass") &&
          kr_error(vm) == KR_HALTED);
    kr_set_time(vm, 0);
    kr_error_clear(vm);
    CHECK(number(vm, "_thread._count()") == 0);
    pthread_t t;
    CHECK(pthread_create(&t, NULL, interrupt_soon, vm) == 0);
    CHECK(run(vm, "_thread.start_new_thread(busy, ())\n" /* the interrupt is not for that one */
                  "try:\n    arrived()\n    time.sleep(5)\n"
                  "except KeyboardInterrupt: caught = 1\n"));
    pthread_join(t, NULL);
    CHECK(number(vm, "caught") == 1);
    kr_free(vm);
}

typedef struct Task {
    kr_vm *vm;
    int64_t result;
} Task;
static void *other_thread(void *arg) {
    Task *t = arg;
    char deep[] =
        "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nr = f(500) + len(repr([[[]]]))\n";
    if (run(t->vm, deep)) t->result = number(t->vm, "r");
    return NULL;
}

static void taking_turns(void) {
    kr_vm *vm = start();
    CHECK(run(vm, four));
    int64_t before = number(vm, "n[0]");
    CHECK(run(vm, "import time\ntime.sleep(.4)\n"));
    int64_t during = number(vm, "n[0]") - before;
    before += during;
    pause_ms(400); /* outside of calls the program stands still */
    CHECK(number(vm, "n[0]") - before < during / 2);
    for (int i = 0; i < 4; i++) {
        Task task = {vm, 0};
        pthread_t t;
        CHECK(pthread_create(&t, NULL, other_thread, &task) == 0);
        pthread_join(t, NULL);
        CHECK(task.result == 506);
    }
    CHECK(run(vm, "m = n[0]\nwhile n[0] == m: time.sleep(.001)\n"));
    kr_free(vm);
}

static kr_value call_back(kr_vm *vm, kr_value self, const kr_value *argv) {
    (void)self;
    return kr_call(vm, argv[0], 0, NULL);
}
static void host_functions(void) {
    static const kr_fndef fns[] = {{"call(f)", call_back, NULL}, {NULL, NULL, NULL}};
    kr_vm *vm = start();
    CHECK(!kr_failed(kr_module(vm, "host", fns)));
    CHECK(run(
        vm, "import host, _thread, time\nout = []\n"
            "def f():\n    time.sleep(.001)\n    return [_thread.get_ident()]\n"
            "def g():\n    for i in range(50): out.append(host.call(f) == [_thread.get_ident()])\n"
            "for i in range(4): _thread.start_new_thread(g, ())\n"
            "g()\nwhile _thread._count(): time.sleep(.001)\n"));
    CHECK(number(vm, "len(out)") == 250 && number(vm, "sum(out)") == 250);
    kr_free(vm);
}

static void frees(void) {
    for (int i = 0; i < 5; i++) {
        kr_vm *vm = start();
        CHECK(run(vm, four));
        double begin = now();
        kr_free(vm);
        CHECK(now() - begin < 2);
    }
    kr_vm *vm = start(), *other = start();
    int pipes[2];
    CHECK(pipe(pipes) == 0);
    char text[200];
    snprintf(text, sizeof text,
             "import posix\n_thread.start_new_thread(posix.read, (%d, 10))\n"
             "time.sleep(.02)\n",
             pipes[0]);
    CHECK(run(vm, four) && run(vm, text));
    kr_free(vm); /* the reading thread is left behind, and comes back to nothing */
    CHECK(write(pipes[1], "x", 1) == 1);
    pause_ms(30);
    CHECK(number(other, "len([str(i) for i in range(10000)])") == 10000);
    kr_free(other);
}

int main(void) {
    CHECK(pipe(there) == 0);
    stops();
    limits();
    taking_turns();
    host_functions();
    frees();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
