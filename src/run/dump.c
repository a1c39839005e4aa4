/* SPDX-License-Identifier: MIT
 * dump.c: the frames of threads as plain text to a descriptor, for faulthandler. Everything here may run in a signal
 * handler, in the middle of anything and while other threads run: it allocates nothing, takes no lock, changes nothing,
 * and what it shows of a running thread may be a little old. */
#include <unistd.h>

#include "run/frame.h"
#include "run/thread.h"
#include "types/str.h"
#include "types/traceback.h"

#define FRAMES_MOST 100
#define TEXT_MOST 500

static void put(int fd, const char *s, size_t n) {
    ssize_t done = write(fd, s, n);
    (void)done;
}
static void put_text(int fd, const char *s) {
    size_t n = 0;
    while (s[n]) n++;
    put(fd, s, n);
}
static void put_number(int fd, unsigned n) {
    char digits[12], *p = digits + sizeof digits;
    do *--p = (char)('0' + n % 10);
    while (n /= 10);
    put(fd, p, (size_t)(digits + sizeof digits - p));
}
static void put_hex(int fd, uint64_t v, int width) {
    char digits[16];
    for (int i = 0; i < width; i++) digits[width - 1 - i] = "0123456789abcdef"[v >> (4 * i) & 15];
    put(fd, digits, (size_t)width);
}

/* One character of UTF-8 at s, escaped unless it is plain ASCII; its length. */
static size_t put_char(int fd, const unsigned char *s) {
    if (*s >= ' ' && *s < 0x7f) {
        put(fd, (const char *)s, 1);
        return 1;
    }
    size_t n = *s < 0x80 ? 1 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;
    uint32_t c = n == 1 ? *s : *s & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) c = c << 6 | (s[i] & 0x3f);
    put(fd, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U", 2);
    put_hex(fd, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    return n;
}
static void put_str(int fd, Slot slot) {
    const KrStr *s = slot.bits && !(slot.bits & 1) ? kr__slot_ptr(slot) : NULL;
    if (!s) {
        put_text(fd, "???");
        return;
    }
    const char *text = kr__str_text(s);
    size_t at = 0, shown = 0;
    for (; at < s->len && shown < TEXT_MOST; shown++)
        at += put_char(fd, (const unsigned char *)text + at);
    if (at < s->len) put_text(fd, "...");
}

static void put_frame(int fd, const KrFrame *f) {
    const KrCode *code = f->code;
    KrPosition p;
    kr__code_position(code, (uint32_t)(f->pc - code->code), &p);
    put_text(fd, "  File \"");
    put_str(fd, code->filename);
    put_text(fd, "\", line ");
    put_number(fd, p.line > 0 ? (unsigned)p.line : code->firstlineno);
    put_text(fd, " in ");
    put_str(fd, code->name);
    put_text(fd, "\n");
}

static void put_frames(const KrThread *t, int fd) {
    unsigned n = 0;
    for (const KrFrame *f = t->frame; f > t->frames; f--) {
        if (!f->code) continue;
        if (n++ == FRAMES_MOST) {
            put_text(fd, "  ...\n");
            return;
        }
        put_frame(fd, f);
    }
    if (!n) put_text(fd, "  <no Python frame>\n");
}

/* Those behind it in the list are newer, and come first. */
static void put_thread(const kr_vm *vm, const KrThread *t, int fd, bool current, bool *first) {
    if (t->next) put_thread(vm, t->next, fd, current, first);
    if (!*first) put_text(fd, "\n");
    *first = false;
    put_text(fd, current && t == vm->thread ? "Current thread 0x" : "Thread 0x");
    put_hex(fd, t->ident, 16);
    put_text(fd, " (most recent call first):\n");
    put_frames(t, fd);
}

void kr__frames_write(const kr_vm *vm, int fd, bool all, bool current) {
    if (!all) {
        put_text(fd, "Stack (most recent call first):\n");
        put_frames(vm->thread, fd);
        return;
    }
    bool first = true;
    put_thread(vm, &vm->main, fd, current, &first);
}
