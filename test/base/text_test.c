/* SPDX-License-Identifier: MIT
 * text_test.c: utf8.h, hash.h and vec.h. */
#define _GNU_SOURCE
#include "check.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Random text with code points below 2^bits. */
static size_t random_text(char *out, size_t count, unsigned bits) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t cp = (uint32_t)(rnd() >> (64 - 1 - rnd() % bits)) % 0x110000;
        n += kr__utf8_encode(out + n, cp);
    }
    return n;
}

static void test_codec(void) {
    char b[4];
    for (uint32_t cp = 0; cp < 0x110000; cp += cp < 0x900 ? 1 : 37) {
        unsigned w = kr__utf8_encode(b, cp), size;
        bool surrogate = cp >= 0xD800 && cp < 0xE000;
        CHECK(w == kr__utf8_width(cp) && w == kr__utf8_lead((uint8_t)b[0]));
        CHECK(kr__utf8_decode(b, &size) == cp && size == w);
        CHECK(kr__utf8_check(b, w, true) == w &&
              kr__utf8_check(b, w, false) == (surrogate ? 0 : w));
        for (unsigned cut = 1; cut < w; cut++) CHECK(kr__utf8_check(b, cut, true) == 0);
        const char *p = b + w;
        CHECK(kr__utf8_prev(&p) == cp && p == b);
    }
    static const char *const bad[] = {"\x80",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xE0\x9F\xBF",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\xC2 ",
                                      "\xE1\x80 "};
    for (size_t i = 0; i < KR_COUNTOF(bad); i++)
        CHECK(kr__utf8_check(bad[i], strlen(bad[i]), true) == 0);
    KrUtf8Error why;
    CHECK(kr__utf8_error("\xE1\x80", 2, &why) == 2 && why == KR_UTF8_TRUNCATED);
    CHECK(kr__utf8_error("\xE1\x80 ", 3, &why) == 2 && why == KR_UTF8_CONTINUATION);
    CHECK(kr__utf8_error("\xED\xA0\x80", 3, &why) == 1 && why == KR_UTF8_CONTINUATION);
    CHECK(kr__utf8_error("\xFF", 1, &why) == 1 && why == KR_UTF8_START);
}

static void test_positions(void) {
    char text[1000];
    for (int round = 0; round < 200; round++) {
        size_t count = rnd() % 200, n = random_text(text, count, 1 + (unsigned)(rnd() % 21));
        CHECK(kr__utf8_count(text, n) == count);
        const char *p = text;
        uint32_t max = 0;
        for (size_t i = 0; i < count; i++) {
            CHECK(kr__utf8_offset(text, n, i) == (size_t)(p - text));
            CHECK(kr__utf8_index(text, (size_t)(p - text)) == i);
            uint32_t cp = kr__utf8_next(&p);
            if (cp > max) max = cp;
        }
        CHECK(kr__utf8_offset(text, n, count) == n && kr__utf8_offset(text, n, count + 5) == n);
        CHECK(kr__utf8_kind(text, n) == (max < 0x100 ? 1u : max < 0x10000 ? 2u : 4u));
        CHECK(kr__is_ascii(text, n) == (max < 0x80));
        CHECK(kr__utf8_check(text, n, true) == n);
    }
}

static size_t slow_rfind(const char *h, size_t n, const char *s, size_t m) {
    for (size_t i = n + 1; i-- > 0;) {
        if (i + m <= n && memcmp(h + i, s, m) == 0) return i;
    }
    return KR_NOT_FOUND;
}

static void test_search(void) {
    char hay[400], needle[60];
    for (int round = 0; round < 20000; round++) {
        size_t n = rnd() % sizeof hay, m = rnd() % sizeof needle, letters = 1 + rnd() % 3;
        for (size_t i = 0; i < n; i++) hay[i] = (char)('a' + rnd() % letters);
        for (size_t i = 0; i < m; i++) needle[i] = (char)('a' + rnd() % letters);
        if (m <= n && rnd() % 2) memcpy(needle, hay + rnd() % (n - m + 1), m);
        if (m <= n && rnd() % 2) memcpy(hay + rnd() % (n - m + 1), needle, m);
        CHECK(kr__bytes_rfind(hay, n, needle, m) == slow_rfind(hay, n, needle, m));
    }
    CHECK(kr__bytes_find("abc", 3, "", 0) == 0 && kr__bytes_find("abc", 3, "bc", 2) == 1);
    CHECK(kr__bytes_find("abc", 3, "bd", 2) == KR_NOT_FOUND);
    CHECK(kr__bytes_count("aaaa", 4, "aa", 2, 9) == 2 &&
          kr__bytes_count("aaaa", 4, "a", 1, 3) == 3);
    size_t big = 1 << 20; /* quadratic search would take minutes */
    char *h = malloc(big);
    memset(h, 'a', big);
    h[0] = 'b';
    CHECK(kr__bytes_rfind(h, big, h, big / 2) == 0);
    free(h);
}

static void test_hash_known(void) {
    KrHashKey zero = kr__hash_key(0);
    CHECK(kr__hash_bytes(zero, "", 0) == 0 && kr__hash_utf8(zero, "", 0, true) == 0);
    CHECK(kr__hash_i64(-1) == -2 && kr__hash_i64(0) == 0 && kr__hash_i64(-5) == -5);
    CHECK(kr__hash_i64(INT64_MIN) == -4 && kr__hash_double(0.5) == (int64_t)1 << 60);
    uint32_t limbs[2] = {0xFFFFFFFF, 0x1FFFFFFF};
    CHECK(kr__hash_limbs(limbs, 2, false) == 0);
}

/* Every line of the oracle: kind, input in hexadecimal or decimal, hash. */
static void test_hash_oracle(void) {
    FILE *f =
        oracle("import random\n"
               "r = random.Random(1)\n"
               "for i in range(3000):\n"
               "    top = r.choice([127, 255, 0xFFFF, 0x10FFFF])\n"
               "    s = \"\".join(chr(r.randint(0, top)) for _ in range(r.randint(0, 40)))\n"
               "    print(\"s\", s.encode(\"utf-8\", \"surrogatepass\").hex() or \"-\", hash(s))\n"
               "    x = r.uniform(-1, 1) * 10.0 ** r.randint(-320, 308)\n"
               "    print(\"d\", x.hex(), hash(x))\n"
               "    n = r.randint(-2**63, 2**63 - 1) >> r.randint(0, 63)\n"
               "    print(\"i\", n, hash(n))\n"
               "    b = r.getrandbits(r.randint(1, 400))\n"
               "    print(\"n\", \"%x\" % b, hash(-b))\n"
               "print(\"t\", 0, hash((1, -1, 2.5, ())))\n");
    if (f == NULL) return;
    KrHashKey key = kr__hash_key(0);
    for (char *line; (line = oracle_line(f));) {
        char in[2000];
        int64_t want, got = 0;
        sscanf(line + 2, "%1999s %" SCNd64, in, &want);
        if (line[0] == 's') {
            char text[1000];
            size_t n = in[0] == '-' ? 0 : strlen(in) / 2;
            for (size_t i = 0; i < n; i++) sscanf(in + 2 * i, "%2hhx", (unsigned char *)text + i);
            got = kr__hash_utf8(key, text, n, false);
        } else if (line[0] == 'd') {
            got = kr__hash_double(strtod(in, NULL));
        } else if (line[0] == 'i') {
            got = kr__hash_i64(strtoll(in, NULL, 10));
        } else if (line[0] == 'n') {
            uint32_t limbs[20] = {0};
            size_t len = strlen(in);
            for (size_t i = 0; i < len; i++) {
                char c[2] = {in[len - 1 - i], 0};
                limbs[i / 8] |= (uint32_t)strtol(c, NULL, 16) << (i % 8 * 4);
            }
            got = kr__hash_limbs(limbs, (len + 7) / 8, true);
        } else {
            uint64_t acc = kr__hash_tuple_begin();
            int64_t items[4] = {1, -2, kr__hash_double(2.5), kr__hash_tuple_end(acc, 0)};
            for (int i = 0; i < 4; i++) acc = kr__hash_tuple_step(acc, items[i]);
            got = kr__hash_tuple_end(acc, 4);
        }
        CHECKF(got == want, "%s: %" PRId64, line, got);
    }
    pclose(f);
    f = oracle("import os, subprocess, sys\n"
               "for s in (1, 2, 12345, 4294967295):\n"
               "    print(s, subprocess.run([sys.executable, \"-S\", \"-c\", "
               "\"print(hash(chr(228)*9))\"],\n"
               "          env={\"PYTHONHASHSEED\": str(s)}, capture_output=True, "
               "text=True).stdout.strip())\n");
    for (char *line; (line = oracle_line(f));) {
        uint32_t seed;
        int64_t want;
        sscanf(line, "%" SCNu32 " %" SCNd64, &seed, &want);
        const char *nine = "ääääääääää";
        CHECK(kr__hash_utf8(kr__hash_key(seed), nine, 18, false) == want);
    }
    pclose(f);
}

static void test_memory(void) {
    KrMem mem = {.limit = 100000};
    KR_VEC(int) v = {0};
    for (int i = 0; i < 5000; i++) CHECK(kr__vec_push(&mem, &v, i));
    for (int i = 0; i < 5000; i++) CHECK(v.data[i] == i);
    while (kr__vec_push(&mem, &v, 1)) continue;
    CHECK(mem.used <= mem.limit && mem.peak <= mem.limit);
    kr__vec_free(&mem, &v);
    CHECK(mem.used == 0);
    KrArena arena;
    kr__arena_init(&arena, &mem);
    for (size_t i = 0; i < 300; i++) {
        char *p = kr__arena_alloc(&arena, i);
        CHECK(p && ((uintptr_t)p & 7) == 0);
        for (size_t k = 0; p && k < i; k++) {
            if (p[k] != 0) CHECK(false);
            p[k] = 1;
        }
    }
    CHECK(strcmp(kr__arena_strndup(&arena, "abcdef", 3), "abc") == 0 && !arena.failed);
    CHECK(kr__arena_alloc(&arena, 200000) == NULL && arena.failed);
    kr__arena_free(&arena);
    CHECK(mem.used == 0);
    mem.limit = 0;
    char *p = kr__page_alloc(&mem, 5000);
    CHECK(mem.used == 8192 && p[8191] == 0);
    p[0] = 7;
    p = kr__page_realloc(&mem, p, 5000, 1 << 20);
    CHECK(mem.used == 1 << 20 && p[0] == 7 && p[(1 << 20) - 1] == 0);
    mem.fail_at = 1;
    CHECK(kr__page_realloc(&mem, p, 1 << 20, 2 << 20) == NULL && mem.used == 1 << 20);
    p = kr__page_realloc(&mem, p, 1 << 20, 4096);
    kr__page_free(&mem, p, 4096);
    CHECK(mem.used == 0);
    mem.fail_at = 2;
    mem.fail_sticky = true;
    CHECK(kr__mem_charge(&mem, 10) && !kr__mem_charge(&mem, 10) && !kr__mem_charge(&mem, 1));
    kr__mem_release(&mem, 10);
    p = kr__reserve((size_t)1 << 32);
    if (p) {
        p[12345678] = 5;
        kr__decommit(p + 12345678 / 4096 * 4096, 4096);
        CHECK(p[12345678] == 0);
        kr__unreserve(p, (size_t)1 << 32);
    }
}

int main(void) {
    test_codec();
    test_positions();
    test_search();
    test_hash_known();
    test_hash_oracle();
    test_memory();
    return report();
}
