/* SPDX-License-Identifier: MIT
 * dtoa_test.c: dtoa.h against Python's float and against the C library. */
#define _GNU_SOURCE
#include "check.h"

#include <math.h>

#include "base/dtoa.h"

/* Doubles of all kinds: any bits, decimals, integers, powers and their neighbours, subnormals. */
static double random_double(void) {
    uint64_t bits = rnd();
    double d;
    switch (rnd() % 8) {
    case 0: return (double)(int64_t)(rnd() >> rnd() % 64);
    case 1: return (double)(int64_t)(rnd() % 1000000) / 100;
    case 2: return ldexp(1, (int)(rnd() % 2098) - 1074);
    case 3: return nextafter(ldexp(1, (int)(rnd() % 2040) - 1020), rnd() & 1 ? 0 : HUGE_VAL);
    case 4: bits &= ((uint64_t)1 << (rnd() % 53)) - 1; break;
    case 5: return pow(10, (int)(rnd() % 600) - 300) * (double)(rnd() % 100);
    default: break;
    }
    memcpy(&d, &bits, 8);
    return isfinite(d) ? d : 1.5;
}

static void test_integers(void) {
    char out[32], want[32];
    for (int i = 0; i < 20000; i++) {
        int64_t x = (int64_t)(rnd() >> rnd() % 64), y;
        if (rnd() & 1) x = -(int64_t)((uint64_t)x);
        size_t n = kr__i64_to_text(out, x);
        CHECK((int)n == sprintf(want, "%" PRId64, x) && memcmp(out, want, n) == 0);
        CHECK(kr__text_to_i64(out, n, &y) && y == x);
        n = kr__u64_to_text(out, (uint64_t)x);
        CHECK((int)n == sprintf(want, "%" PRIu64, (uint64_t)x) && memcmp(out, want, n) == 0);
    }
    int64_t x;
    CHECK(kr__text_to_i64("-9223372036854775808", 20, &x) && x == INT64_MIN);
    CHECK(!kr__text_to_i64("9223372036854775808", 19, &x) && !kr__text_to_i64("", 0, &x));
    CHECK(!kr__text_to_i64("-", 1, &x) && !kr__text_to_i64("1a", 2, &x));
    for (uint64_t p = 1; p <= UINT64_MAX / 10; p *= 10) {
        CHECK(kr__u64_to_text(out, p) == kr__u64_to_text(want, p - 1) + (p > 1));
    }
}

static bool repr_is(double d, const char *want) {
    char buf[32];
    size_t n = kr__float_repr(d, buf);
    return n == strlen(want) && strcmp(buf, want) == 0;
}

static void test_repr_known(void) {
    CHECK(repr_is(0.1, "0.1") && repr_is(1e16, "1e+16") && repr_is(1e15, "1000000000000000.0"));
    CHECK(repr_is(0.0001, "0.0001") && repr_is(0.00001, "1e-05") && repr_is(-0.0, "-0.0"));
    CHECK(repr_is(5e-324, "5e-324") && repr_is(1.7976931348623157e308, "1.7976931348623157e+308"));
    CHECK(repr_is(HUGE_VAL, "inf") && repr_is(-HUGE_VAL, "-inf") && repr_is(NAN, "nan"));
    CHECK(repr_is(9007199254740993.0, "9007199254740992.0") && repr_is(2e23, "2e+23"));
    CHECK(repr_is(123456789012345680.0, "1.2345678901234568e+17") && repr_is(100, "100.0"));
}

/* repr reads back, is no longer than the C library's shortest, and as close. */
static void test_round_trip(void) {
    char buf[32], c[64];
    for (int i = 0; i < 300000; i++) {
        double d = random_double(), back, again;
        size_t n = kr__float_repr(d, buf);
        CHECKF(kr__float_parse(buf, n, &back) == n && back == d, "%a %s", d, buf);
        KrShortest s = kr__float_shortest(d == 0 ? 1 : d);
        if (i % 4 == 0 && d != 0) {
            int digits = 1;
            while (digits < 17 && (sprintf(c, "%.*e", digits - 1, d), strtod(c, NULL)) != d)
                digits++;
            sprintf(c, "%.*e", digits - 1, d);
            again = strtod(c, NULL);
            CHECKF(s.count <= digits && again == d, "%a", d);
        }
    }
}

/* Fixed numbers of digits and parsing, against the C library, which is exact. */
static void test_format_libc(void) {
    static const char types[] = "eEfFgG";
    char *out = malloc(4000), *want = malloc(4000), spec[16];
    for (int i = 0; i < 100000; i++) {
        double d = random_double();
        char type = types[rnd() % 6];
        int precision = (int)(rnd() % (i % 50 ? 25 : 1200));
        unsigned flags = rnd() % 4 ? 0 : KR_FLOAT_ALT;
        size_t n = kr__float_format(d, type, precision, flags, out);
        sprintf(spec, "%%%s.%d%c", flags ? "#" : "", precision, type);
        size_t m = (size_t)sprintf(want, spec, d);
        CHECKF(n == m && strcmp(out, want) == 0, "%s %a: %.60s %.60s", spec, d, out, want);
        CHECK(n < kr__float_format_room(d, type, precision));
    }
    for (int i = 0; i < 100000; i++) {
        double d = random_double(), x;
        size_t n = (size_t)sprintf(out, "%.*e", (int)(rnd() % 40), d);
        CHECKF(kr__float_parse(out, n, &x) == n && x == strtod(out, NULL), "%s", out);
        if (i % 20) continue; /* the middle between two doubles, and next to it */
        double next = nextafter(d, HUGE_VAL);
        if (!isfinite(next) || d <= 0) continue;
        long double half = (long double)d + ((long double)next - (long double)d) / 2;
        n = (size_t)sprintf(out, "%.*Le", 780, half);
        CHECKF(kr__float_parse(out, n, &x) == n && x == strtod(out, NULL), "%s", out);
        char *e = strchr(out, 'e');
        e[-1] = '1';
        CHECKF(kr__float_parse(out, n, &x) == n && x == strtod(out, NULL), "%s", out);
    }
    free(out);
    free(want);
}

static void test_parse_known(void) {
    static const struct {
        const char *s;
        size_t n;
        double want;
    } cases[] = {{"1", 1, 1},
                 {"1.", 2, 1},
                 {".5", 2, 0.5},
                 {".", 0, 0},
                 {"", 0, 0},
                 {"-", 0, 0},
                 {"1e", 1, 1},
                 {"1e+", 1, 1},
                 {"1e5x", 3, 1e5},
                 {"1e400", 5, HUGE_VAL},
                 {"-1e-400", 7, -0.0},
                 {"+inf", 4, HUGE_VAL},
                 {"Infinity", 8, HUGE_VAL},
                 {"infinit", 3, HUGE_VAL},
                 {"1..2", 2, 1},
                 {"1_0", 1, 1},
                 {"0e999999999999999999999", 23, 0},
                 {"1e-99999999999999999999", 23, 0},
                 {"2.4703282292062327e-324", 23, 0},
                 {"2.4703282292062328e-324", 23, 5e-324},
                 {"1.7976931348623158e308", 22, 1.7976931348623157e308},
                 {"1.7976931348623159e308", 22, HUGE_VAL},
                 {"9007199254740993", 16, 9007199254740992.0},
                 {"9007199254740993.00000000000000000000000000000000001", 52, 9007199254740994.0}};
    for (size_t i = 0; i < KR_COUNTOF(cases); i++) {
        double x = 0;
        size_t n = kr__float_parse(cases[i].s, strlen(cases[i].s), &x);
        CHECKF(n == cases[i].n && x == cases[i].want, "%s", cases[i].s);
        CHECKF(signbit(x) == signbit(cases[i].want), "%s", cases[i].s);
    }
    size_t big = 100000; /* zeros before and behind */
    char *s = malloc(big + 32);
    double x;
    memset(s, '0', big);
    s[1] = '.';
    size_t n = big + (size_t)sprintf(s + big, "25e%zu", big - 2);
    CHECK(kr__float_parse(s, n, &x) == n && x == 0.25);
    memset(s, '0', big);
    s[0] = '7';
    n = big + (size_t)sprintf(s + big, "e-%zu", big - 1);
    CHECK(kr__float_parse(s, n, &x) == n && x == 7);
    free(s);
}

/* Each line: what, the float in hexadecimal, its text. */
static void test_oracle(void) {
    FILE *f = oracle(
        "import random, struct\n"
        "r = random.Random(3)\n"
        "for i in range(20000):\n"
        "    k = i % 4\n"
        "    if k == 0: x = struct.unpack(\"d\", r.randbytes(8))[0]\n"
        "    elif k == 1: x = r.randint(-10**6, 10**6) / 1000\n"
        "    elif k == 2: x = r.uniform(-1, 1) * 10.0 ** r.randint(-20, 25)\n"
        "    else: x = float(r.randint(-10**18, 10**18))\n"
        "    h, p = x.hex(), r.randint(0, 20)\n"
        "    print(\"repr\", h, repr(x))\n"
        "    print(\"hex\", h, h)\n"
        "    print(\"g%d\" % p, h, format(x, \".%dg\" % p))\n"
        "    print(\"f%d\" % p, h, format(x, \".%df\" % p))\n"
        "    print(\"z%d\" % p, h, format(x, \"+z.%df\" % p))\n"
        "    print(\"n%d\" % (p + 1), h, format(x, \".%d\" % (p + 1)))\n"
        "    print(\"s\", h, format(x, \" e\"))\n"
        "    m = r.getrandbits(r.randint(1, 80)) * (1 if i % 3 else 2**40) + r.choice([0, 1])\n"
        "    t = \"0x%x.%xp%d\" % (m, r.getrandbits(r.randint(1, 70)), r.randint(-1200, 1000))\n"
        "    try: print(\"from\", t, float.fromhex(t).hex())\n"
        "    except OverflowError: print(\"from\", t, \"overflow\")\n");
    if (f == NULL) return;
    char out[1000];
    for (char *line; (line = oracle_line(f));) {
        char *in = strchr(line, ' ');
        *in++ = 0;
        char *want = strchr(in, ' ');
        *want++ = 0;
        double d;
        KrHexResult result = kr__float_from_hex(in, strlen(in), &d);
        int p = atoi(line + 1);
        size_t n = 0;
        if (strcmp(line, "repr") == 0)
            n = kr__float_repr(d, out);
        else if (strcmp(line, "hex") == 0)
            n = kr__float_to_hex(d, out);
        else if (strcmp(line, "from") == 0 && result == KR_HEX_OVERFLOW)
            n = (size_t)sprintf(out, "overflow");
        else if (strcmp(line, "from") == 0)
            n = kr__float_to_hex(d, out);
        else if (line[0] == 'g')
            n = kr__float_format(d, 'g', p, 0, out);
        else if (line[0] == 'f')
            n = kr__float_format(d, 'f', p, 0, out);
        else if (line[0] == 'z')
            n = kr__float_format(d, 'f', p, KR_FLOAT_NO_NEG_0 | KR_FLOAT_SIGN, out);
        else if (line[0] == 'n')
            n = kr__float_format(d, 'g', p, KR_FLOAT_ADD_DOT_0, out);
        else
            n = kr__float_format(d, 'e', 6, KR_FLOAT_SPACE, out);
        CHECKF(n == strlen(want) && strcmp(out, want) == 0, "%s %s %s: %s", line, in, want, out);
    }
    pclose(f);
}

static void test_hex_known(void) {
    double x;
    CHECK(kr__float_from_hex(" 0x1.8p1\n", 9, &x) == KR_HEX_OK && x == 3);
    CHECK(kr__float_from_hex("-ff", 3, &x) == KR_HEX_OK && x == -255);
    CHECK(kr__float_from_hex("-inf", 4, &x) == KR_HEX_OK && x == -HUGE_VAL);
    CHECK(kr__float_from_hex("0x0p99999999999999999999", 24, &x) == KR_HEX_OK && x == 0);
    CHECK(kr__float_from_hex("1p1024", 6, &x) == KR_HEX_OVERFLOW);
    CHECK(kr__float_from_hex("1p-99999999999", 14, &x) == KR_HEX_OK && x == 0);
    CHECK(kr__float_from_hex("0x1.fffffffffffff8p1023", 23, &x) == KR_HEX_OVERFLOW);
    static const char *const bad[] = {"",      " ", "0x",  ".",   "1p",  "1pp1",
                                      "1.2.3", "g", "1 2", "--1", "infx"};
    for (size_t i = 0; i < KR_COUNTOF(bad); i++) {
        CHECKF(kr__float_from_hex(bad[i], strlen(bad[i]), &x) == KR_HEX_INVALID, "%s", bad[i]);
    }
}

int main(void) {
    test_integers();
    test_repr_known();
    test_parse_known();
    test_hex_known();
    test_round_trip();
    test_format_libc();
    test_oracle();
    return report();
}
