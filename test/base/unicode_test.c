/* SPDX-License-Identifier: MIT
 * unicode_test.c: unicode.h against Python's str methods, over all code points, and mt19937.h. */
#define _GNU_SOURCE
#include "check.h"

#include "base/mt19937.h"
#include "base/unicode.h"

static void test_known(void) {
    CHECK(kr__uc_is('a', KR_UC_LOWER) && !kr__uc_is('a', KR_UC_UPPER) &&
          kr__uc_is('7', KR_UC_DECIMAL));
    CHECK(kr__uc_decimal(0x0663) == 3 && kr__uc_digit(0xB2) == 2 && kr__uc_decimal(0xB2) == -1);
    CHECK(kr__uc_ident_start('_') && kr__uc_ident_start(0xE9) && !kr__uc_ident_start('1'));
    CHECK(kr__uc_ident_part('_') && kr__uc_ident_part('1') && !kr__uc_ident_part('-'));
    CHECK(kr__uc_flags(0x110000) == 0 && kr__uc_flags(UINT32_MAX) == 0);
    uint32_t out[3];
    CHECK(kr__uc_upper(0xDF, out) == 2 && out[0] == 'S' && out[1] == 'S');
    CHECK(kr__uc_fold(0x3C2, out) == 1 && out[0] == 0x3C3);
    CHECK(strcmp(kr__uc_category_names[kr__uc_category('A')], "Lu") == 0);
    for (uint32_t cp = 0; cp < 128; cp++) CHECK(kr__uc_ascii[cp] == kr__uc_record(cp)->flags);
}

/* One number that sums up a mapping. */
static uint64_t folded(unsigned (*map)(uint32_t, uint32_t[3]), uint32_t cp) {
    uint32_t out[3];
    uint64_t sum = 0;
    unsigned n = map(cp, out);
    for (unsigned i = 0; i < n; i++) sum = sum * 0x200000 + out[i];
    return sum;
}

static void test_oracle(void) {
    FILE *f =
        oracle("import unicodedata as u\n"
               "def s(t):\n"
               "    v = 0\n"
               "    for c in t: v = v * 0x200000 + ord(c)\n"
               "    return v\n"
               "for i in range(0, 0x110000):\n"
               "    if 0x4E00 < i < 0x9F00 or 0xAC00 < i < 0xD700 or 0xE000 < i < 0xF8FF or i > "
               "0x30000 and i % 97: continue\n"
               "    c = chr(i)\n"
               "    print(i, c.isalpha() + 2*c.isdecimal() + 4*c.isdigit() + 8*c.isnumeric() + "
               "16*c.islower()\n"
               "        + 128*c.isspace() + 512*c.isprintable(), u.digit(c, -1), u.category(c),\n"
               "        s(c.upper()), s(c.lower()), s(c.title()), s(c.casefold()))\n");
    if (f == NULL) return;
    for (char *line; (line = oracle_line(f));) {
        uint32_t cp, flags;
        int digit;
        char category[8];
        uint64_t up, low, title, fold;
        sscanf(line, "%" SCNu32 " %" SCNu32 " %d %7s %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64,
               &cp, &flags, &digit, category, &up, &low, &title, &fold);
        bool ok = (kr__uc_flags(cp) & (31 | 128 | 512)) == flags && kr__uc_digit(cp) == digit &&
                  strcmp(kr__uc_category_names[kr__uc_category(cp)], category) == 0;
        CHECKF(ok, "%s", line);
        CHECKF(folded(kr__uc_upper, cp) == up && folded(kr__uc_lower, cp) == low, "%s", line);
        CHECKF(folded(kr__uc_title, cp) == title && folded(kr__uc_fold, cp) == fold, "%s", line);
    }
    pclose(f);
}

static void test_twister(void) {
    KrMt mt;
    uint32_t key = 42, limbs[4];
    kr__mt_init(&mt, &key, 1);
    CHECK(kr__mt_random(&mt) == 0.6394267984578837 && kr__mt_random(&mt) == 0.025010755222666936);
    for (int i = 0; i < 1000; i++) kr__mt_next(&mt);
    FILE *f = oracle("import random\n"
                     "r = random.Random(2**64 + 12345)\n"
                     "for i in range(700): r.getrandbits(32)\n"
                     "v = r.getrandbits(100)\n"
                     "print(*[v >> 32 * i & 0xFFFFFFFF for i in range(4)], r.getrandbits(5))\n");
    if (f == NULL) return;
    uint32_t big[3] = {12345, 0, 1}, want[5] = {0}, five;
    kr__mt_init(&mt, big, 3);
    for (int i = 0; i < 700; i++) kr__mt_next(&mt);
    kr__mt_bits(&mt, limbs, 100);
    kr__mt_bits(&mt, &five, 5);
    CHECK(fscanf(f, "%u %u %u %u %u", &want[0], &want[1], &want[2], &want[3], &want[4]) == 5);
    CHECK(memcmp(limbs, want, sizeof limbs) == 0 && five == want[4]);
    pclose(f);
}

int main(void) {
    test_known();
    test_oracle();
    test_twister();
    return report();
}
