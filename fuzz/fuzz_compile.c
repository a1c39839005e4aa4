/* SPDX-License-Identifier: MIT
 * fuzz_compile.c: any bytes as Python source, all the way to code. The first byte chooses mode,
 * optimisation and the REPL's rule for unfinished input. What compiles must pass the verifier, its
 * inner code too, and be disassembled; what does not must say why. One VM serves many inputs, so
 * that the collector runs among them. */
#include <stdlib.h>

#include "compile/code.h"
#include "heap/heap.h"
#include "krait.h"
#include "run/ops.h"
#include "run/start.h"

#define INPUTS_PER_VM 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void discard(void *ud, const char *s, size_t n) {
    (void)s;
    *(size_t *)ud += n;
}

static bool warned(kr_vm *vm, void *ud, const char *category, const KrSyntaxError *what) {
    (void)vm, (void)ud;
    if (!*category || !*what->message) abort();
    return true;
}

static kr_vm *the_vm;

static void end(void) { kr_free(the_vm); }

static void fresh_vm(void) {
    kr_config cfg;
    if (the_vm)
        kr_free(the_vm);
    else
        atexit(end);
    kr_config_init(&cfg);
    cfg.mem_limit = 256u << 20;
    the_vm = kr_new(&cfg);
    if (!the_vm) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const char modes[] = {'e', 'v', 's', 'e'};
    static unsigned inputs;
    if (!n) return 0;
    if (inputs++ % INPUTS_PER_VM == 0) fresh_vm();
    kr_vm *vm = the_vm;
    KrEntry entry;
    kr__vm_enter(vm, &entry, __builtin_frame_address(0));
    KrCompile c = {.source = (const char *)data + 1, .n = n - 1, .filename = "fuzz"};
    size_t listed = 0;
    c.mode = modes[data[0] & 3];
    c.optimize = data[0] >> 2 & 3;
    if (c.optimize == 3) c.optimize = 0;
    c.incomplete_ok = data[0] & 0x10;
    c.flags = data[0] & 0x20 ? KR_COMPILE_TOP_LEVEL_AWAIT : 0;
    c.int_max_digits = 4300;
    c.stack_limit = (const char *)__builtin_frame_address(0) - (2 << 20);
    c.warn = warned;
    kr__arena_init(&c.arena, &vm->heap.mem);
    Value code = kr__compile(vm, &c);
    if (kr__ok(code)) {
        if (kr__code_verify(kr__ptr(code))) abort();
        kr__disassemble(vm, code, discard, &listed);
        if (!listed) abort();
    } else if (!c.error.type && !kr__ok(vm->thread->pending)) {
        abort();
    }
    kr__clear_pending(vm);
    kr__arena_free(&c.arena);
    kr__vm_leave(vm, &entry);
    return 0;
}
