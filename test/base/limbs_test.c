/* SPDX-License-Identifier: MIT
 * limbs_test.c: limbs.h against Python's int, and against itself where numbers are very large. */
#define _GNU_SOURCE
#include "check.h"

#include <math.h>

#include "base/hash.h"
#include "base/limbs.h"

static KrMem mem;
static int polls, polls_left = -1;

static bool count_polls(void *ud) {
    (void)ud;
    polls++;
    return polls_left < 0 || polls_left-- > 0;
}

static const KrWork work = {&mem, count_polls, NULL};

/* A number in a buffer of its own; n limbs of room. */
static KrLimbs make(size_t room) { return (KrLimbs){.d = malloc((room + 1) * 4)}; }

/* Exactly that room, so that the sanitizer sees what writes past it. */
static KrLimbs room(size_t n) { return (KrLimbs){.d = malloc(n * 4)}; }

static KrLimbs parse(const char *s) {
    bool neg = *s == '-';
    s += neg;
    size_t n = strlen(s);
    KrLimbs r = room(kr__limbs_from_text_room(n, 16));
    CHECK(kr__limbs_from_text(&work, &r, s, n, 16) == KR_OK);
    r.neg = neg;
    return r;
}

static bool equals(const KrLimbs *a, const char *hex) {
    KrLimbs b = parse(hex);
    bool ok = kr__limbs_cmp(a, &b) == 0;
    free(b.d);
    return ok;
}

static KrLimbs random_limbs(uint32_t n) {
    KrLimbs r = make(n);
    for (uint32_t i = 0; i < n; i++) r.d[i] = (uint32_t)rnd();
    if (n) r.d[n - 1] |= 1;
    r.n = n;
    return r;
}

/* Tests one operation whose operands and results an oracle's line holds. */
static bool try_line(const char *op, KrLimbs a, KrLimbs b, const char *want, const char *want2) {
    size_t most = (a.n > b.n ? a.n : b.n) + 1;
    KrLimbs r = {.d = NULL}, s = {.d = NULL};
    KrStatus st = KR_OK;
    bool ok = true;
    if (strcmp(op, "+") == 0) {
        r = room(most);
        kr__limbs_add(&r, &a, &b);
    } else if (strcmp(op, "-") == 0) {
        r = room(most);
        kr__limbs_sub(&r, &a, &b);
    } else if (strcmp(op, "*") == 0) {
        r = room(a.n + b.n);
        st = kr__limbs_mul(&work, &r, &a, &b);
    } else if (strcmp(op, "//") == 0) {
        r = room((a.n > b.n ? a.n - b.n : 0) + 2);
        s = room(b.n + 1);
        st = kr__limbs_floordiv(&work, &r, &s, &a, &b);
        ok = equals(&s, want2);
        KrStatus st2 = kr__limbs_floordiv(&work, &r, NULL, &a, &b);
        ok = ok && st2 == KR_OK && equals(&r, want);
        st2 = kr__limbs_floordiv(&work, NULL, &s, &a, &b);
        ok = ok && st2 == KR_OK && equals(&s, want2);
    } else if (strcmp(op, "&") == 0) {
        r = room(most);
        kr__limbs_and(&r, &a, &b);
    } else if (strcmp(op, "|") == 0) {
        r = room(most);
        kr__limbs_or(&r, &a, &b);
    } else if (strcmp(op, "^") == 0) {
        r = room(most);
        kr__limbs_xor(&r, &a, &b);
    } else if (strcmp(op, "~") == 0) {
        r = room(a.n + 1);
        kr__limbs_not(&r, &a);
    } else if (strcmp(op, "<<") == 0) {
        uint64_t k = kr__limbs_low64(&b);
        r = room(a.n + k / 32 + 1);
        kr__limbs_shl(&r, &a, k);
    } else if (strcmp(op, ">>") == 0) {
        uint64_t k = kr__limbs_low64(&b);
        r = room((a.n > k / 32 ? a.n - k / 32 : 0) + 1);
        kr__limbs_shr(&r, &a, k);
    } else if (strcmp(op, "gcd") == 0) {
        r = room(most);
        st = kr__limbs_gcd(&work, &r, &a, &b);
    } else if (strcmp(op, "isqrt") == 0) {
        r = room(a.n / 2 + 2);
        st = kr__limbs_isqrt(&work, &r, &a);
    } else if (strcmp(op, "pow") == 0) {
        uint64_t e = kr__limbs_low64(&b);
        r = room(kr__limbs_pow_room(&a, e));
        st = kr__limbs_pow(&work, &r, &a, e);
    } else if (strcmp(op, "powmod") == 0) { /* a**a2 mod b, a2 in want2 */
        KrLimbs e = parse(want2);
        r = room(b.n + 1);
        st = kr__limbs_powmod(&work, &r, &a, &e, &b);
        free(e.d);
    } else if (strcmp(op, "inv") == 0) {
        bool exists;
        r = room(b.n + 2);
        st = kr__limbs_invmod(&work, &r, &exists, &a, &b);
        if (!exists) r.n = 0;
    } else if (strcmp(op, "/") == 0) {
        double x;
        bool overflow;
        st = kr__limbs_truediv(&work, &x, &overflow, &a, &b);
        return st == KR_OK && (overflow ? strcmp(want, "inf") == 0 : x == strtod(want, NULL));
    } else if (strcmp(op, "float") == 0) {
        double x, y = strtod(want, NULL);
        bool fits = kr__limbs_to_double(&a, &x);
        if (strcmp(want, "inf") == 0) return !fits;
        int64_t e;
        double m = kr__limbs_frexp(&a, &e);
        KrLimbs back = room(32);
        kr__limbs_from_double(&back, y);
        ok = fits && x == y && ldexp(m, (int)e) == x;
        ok = ok && kr__limbs_cmp_double(&a, y) == kr__limbs_cmp(&a, &back);
        free(back.d);
        return ok;
    } else if (strncmp(op, "str", 3) == 0) {
        unsigned base = (unsigned)atoi(op + 3);
        size_t len, want_len = strlen(want), digits = want_len - (*want == '-');
        char *text = malloc(kr__limbs_text_room(&a, base));
        st = kr__limbs_to_text(&work, text, &len, &a, base);
        ok = st == KR_OK && len == want_len && memcmp(text, want, len) == 0;
        free(text);
        KrLimbs back = room(kr__limbs_from_text_room(digits, base));
        st = kr__limbs_from_text(&work, &back, want + (*want == '-'), digits, base);
        ok = ok && st == KR_OK && kr__limbs_cmp_abs(&back, &a) == 0;
        free(back.d);
        return ok;
    }
    ok = ok && st == KR_OK && equals(&r, want);
    free(r.d);
    free(s.d);
    return ok;
}

static void test_oracle(void) {
    FILE *f = oracle(
        "import random, math, sys\n"
        "sys.set_int_max_str_digits(0)\n"
        "r = random.Random(7)\n"
        "def num(top):\n"
        "    n = r.randint(0, r.choice([40, 70, 140, top]))\n"
        "    k = r.random()\n"
        "    if k < 0.5: v = r.getrandbits(n)\n"
        "    elif k < 0.7: v = (1 << n) - r.getrandbits(n // 8)\n"
        "    elif k < 0.8: v = 1 << n\n"
        "    else:\n"
        "        v = 0\n"
        "        for _ in range(4): v ^= (1 << r.randint(0, n)) - 1\n"
        "    return -v if r.random() < 0.4 else v\n"
        "def base(v, b):\n"
        "    if b == 10: return str(v)\n"
        "    s, w = \"\", abs(v)\n"
        "    while w: s = \"0123456789abcdefghijklmnopqrstuvwxyz\"[w % b] + s; w //= b\n"
        "    return \"-\" * (v < 0) + (s or \"0\")\n"
        "def out(op, a, b, *w): print(op, *[\"%x\" % x if isinstance(x, int) else x for x in (a, "
        "b) + w])\n"
        "for i in range(6000):\n"
        "    top = 400 if i % 50 else 30000\n"
        "    a, b = num(top), num(top)\n"
        "    out(\"+\", a, b, a + b); out(\"-\", a, b, a - b); out(\"*\", a, b, a * b)\n"
        "    if b: out(\"//\", a, b, a // b, a % b)\n"
        "    out(\"&\", a, b, a & b); out(\"|\", a, b, a | b); out(\"^\", a, b, a ^ b); out(\"~\", "
        "a, 0, ~a)\n"
        "    k = r.randint(0, 300)\n"
        "    out(\"<<\", a, k, a << k); out(\">>\", a, k, a >> k)\n"
        "    out(\"gcd\", a, b, math.gcd(a, b)); g = num(200); out(\"gcd\", a * g, b * g, "
        "math.gcd(a * g, b * g))\n"
        "    out(\"isqrt\", abs(a), 0, math.isqrt(abs(a))); out(\"isqrt\", a * a, 0, abs(a))\n"
        "    if a: out(\"isqrt\", a * a - 1, 0, math.isqrt(a * a - 1))\n"
        "    e = r.randint(0, 40)\n"
        "    if i % 50: out(\"pow\", a, e, a ** e)\n"
        "    if b and i % 5 == 0: e = abs(num(300)); out(\"powmod\", a, b, pow(a, e, b), e)\n"
        "    try: out(\"inv\", a, abs(b), pow(a, -1, abs(b)))\n"
        "    except ValueError: out(\"inv\", a, abs(b) or 2, 0) if b else 0\n"
        "    try: q = a / b\n"
        "    except OverflowError: q = \"inf\"\n"
        "    except ZeroDivisionError: q = 0\n"
        "    if b: out(\"/\", a, b, str(q).strip(\"-\") if q == \"inf\" else repr(q))\n"
        "    c = num(1100)\n"
        "    try: q = repr(float(c))\n"
        "    except OverflowError: q = \"inf\"\n"
        "    out(\"float\", c, 0, q)\n"
        "    bb = r.choice([2, 3, 8, 10, 10, 10, 16, 32, 36, 7])\n"
        "    if abs(a).bit_length() < 5000 or bb == 10: out(\"str%d\" % bb, a, 0, base(a, bb))\n"
        "    n = r.randint(1, 400)\n"
        "    x = r.uniform(0.5, 1) * 2.0 ** r.randint(-1060, 1000)\n"
        "    p, q = x.as_integer_ratio(); z = r.getrandbits(600) + 1\n"
        "    out(\"/\", p * z, q * z, repr(x)); out(\"/\", -p * z + 1, q * z, repr((-p * z + 1) / "
        "(q * z)))\n"
        "for n in (3000, 8000):\n"
        "    a, b = r.getrandbits(n * 64), r.getrandbits(n * 32)\n"
        "    for s in (5, 700, n * 64): out(\"*\", a, b >> s, a * (b >> s))\n"
        "    out(\"*\", a, a, a * a); out(\"//\", a, b, a // b, a % b)\n"
        "    out(\"powmod\", 3, b >> (n * 20) | 1, pow(3, 12345678901234567890, b >> (n * 20) | "
        "1), 12345678901234567890)\n");
    if (f == NULL) return;
    for (char *line; (line = oracle_line(f));) {
        char *save, *op = strtok_r(line, " ", &save), *sa = strtok_r(NULL, " ", &save);
        char *sb = strtok_r(NULL, " ", &save), *want = strtok_r(NULL, " ", &save);
        char *want2 = strtok_r(NULL, " ", &save);
        KrLimbs a = parse(sa), b = parse(sb);
        CHECKF(try_line(op, a, b, want, want2), "%s %.300s %.300s = %.300s", op, sa, sb, want);
        free(a.d);
        free(b.d);
    }
    pclose(f);
    CHECK(mem.used == 0);
}

/* a * b modulo 2^61 - 1 tells whether a large product is right; and division undoes it. */
static void test_large(void) {
    static const uint32_t sizes[][2] = {{2400, 2400},   {2401, 2399},  {5000, 2500},
                                        {20000, 7000},  {40000, 6500}, {13107, 13000},
                                        {40000, 39999}, {300, 9000},   {2500, 61}};
    for (size_t i = 0; i < KR_COUNTOF(sizes); i++) {
        KrLimbs a = random_limbs(sizes[i][0]), b = random_limbs(sizes[i][1]);
        KrLimbs p = room(a.n + b.n), q = room(p.n + a.n + 4), r = room(b.n + 1);
        CHECK(kr__limbs_mul(&work, &p, &a, &b) == KR_OK);
        unsigned __int128 ha = (uint64_t)kr__hash_limbs(a.d, a.n, false);
        ha *= (uint64_t)kr__hash_limbs(b.d, b.n, false);
        CHECK((uint64_t)(ha % KR_HASH_MODULUS) == (uint64_t)kr__hash_limbs(p.d, p.n, false));
        KrLimbs one = {&(uint32_t){12345}, 1, false}, p1 = room(p.n + 1);
        kr__limbs_add(&p1, &p, &one);
        CHECK(kr__limbs_floordiv(&work, &q, &r, &p1, &b) == KR_OK);
        CHECK(kr__limbs_cmp(&q, &a) == 0 && kr__limbs_cmp(&r, &one) == 0);
        free(a.d);
        free(b.d);
        free(p.d);
        free(p1.d);
        free(q.d);
        free(r.d);
    }
    KrLimbs a = random_limbs(30000); /* all ones: the largest digits there are */
    memset(a.d, 0xFF, 30000 * 4);
    KrLimbs p = room(60000), want = room(60001), t = room(60001);
    CHECK(kr__limbs_mul(&work, &p, &a, &a) == KR_OK);
    KrLimbs one = {&(uint32_t){1}, 1, false}; /* (B - 1)^2 = B^2 - 2 B + 1 */
    kr__limbs_shl(&want, &one, 60000ull * 32 - 1);
    kr__limbs_shl(&t, &one, 30000ull * 32);
    kr__limbs_sub(&want, &want, &t);
    kr__limbs_add(&want, &want, &want);
    kr__limbs_add(&want, &want, &one);
    CHECK(kr__limbs_cmp(&p, &want) == 0);
    free(a.d);
    free(p.d);
    free(want.d);
    free(t.d);
    CHECK(mem.used == 0 && polls > 0);
}

static void test_text_round_trip(void) {
    static const uint32_t sizes[] = {59, 60, 61, 100, 1000, 5000, 30000};
    for (size_t i = 0; i < KR_COUNTOF(sizes); i++) {
        for (unsigned base = 3; base <= 36; base += sizes[i] > 500 ? 7 : 1) {
            KrLimbs a = random_limbs(sizes[i]);
            size_t len, text_room = kr__limbs_text_room(&a, base);
            char *text = malloc(text_room);
            CHECK(kr__limbs_to_text(&work, text, &len, &a, base) == KR_OK && len <= text_room);
            CHECK(text[0] != '0');
            KrLimbs b = room(kr__limbs_from_text_room(len, base));
            CHECK(kr__limbs_from_text(&work, &b, text, len, base) == KR_OK);
            CHECKF(kr__limbs_cmp(&a, &b) == 0, "%u limbs, base %u", sizes[i], base);
            free(text);
            free(a.d);
            free(b.d);
        }
    }
}

static void test_bytes(void) {
    for (int i = 0; i < 20000; i++) {
        uint8_t in[40], out[40];
        size_t n = rnd() % sizeof in;
        bool little = rnd() & 1, is_signed = rnd() & 1;
        for (size_t k = 0; k < n; k++) in[k] = (uint8_t)(rnd() % 3 ? rnd() : rnd() % 2 ? 0 : 0xFF);
        KrLimbs a = room(n / 4 + 1);
        kr__limbs_from_bytes(&a, in, n, little, is_signed);
        CHECK(kr__limbs_to_bytes(&a, out, n, little, is_signed) && memcmp(in, out, n) == 0);
        uint64_t bits = kr__limbs_bit_length(&a);
        bool fits = kr__limbs_to_bytes(&a, out, bits / 8, little, true);
        CHECK(!fits || a.n == 0 || (a.neg && bits % 8 == 0));
        free(a.d);
    }
    uint32_t buf[2];
    int64_t x;
    KrLimbs a = kr__limbs_from_i64(buf, INT64_MIN);
    CHECK(kr__limbs_to_i64(&a, &x) && x == INT64_MIN && kr__limbs_low64(&a) == (uint64_t)1 << 63);
    a.neg = false;
    CHECK(!kr__limbs_to_i64(&a, &x));
}

/* Out of memory and a stop at every possible place: an error, and nothing leaks. */
static void test_failures(void) {
    KrLimbs a = random_limbs(9000), b = random_limbs(4000), m = random_limbs(40);
    KrLimbs p = room(13000), q = room(9000);
    char *text = malloc(kr__limbs_text_room(&a, 10));
    size_t len;
    for (int op = 0; op < 6; op++) {
        for (int mode = 0; mode < 2; mode++) {
            for (int k = 0; k < 3000; k += k < 40 ? 1 : 97) {
                mem.fail_at = mode == 0 ? (uint64_t)k + 1 : 0;
                mem.fail_sticky = false;
                polls_left = mode == 1 ? k : -1;
                KrStatus st = op == 0   ? kr__limbs_mul(&work, &p, &a, &b)
                              : op == 1 ? kr__limbs_floordiv(&work, &q, NULL, &a, &b)
                              : op == 2 ? kr__limbs_to_text(&work, text, &len, &b, 10)
                              : op == 3 ? kr__limbs_gcd(&work, &p, &a, &b)
                              : op == 4 ? kr__limbs_isqrt(&work, &p, &a)
                                        : kr__limbs_powmod(&work, &p, &a, &b, &m);
                CHECK(mem.used == 0);
                CHECK(st == KR_OK || st == (mode == 0 ? KR_NOMEM : KR_STOPPED));
                if (st == KR_OK) break;
            }
        }
    }
    mem.fail_at = 0;
    polls_left = -1;
    free(a.d);
    free(b.d);
    free(m.d);
    free(p.d);
    free(q.d);
    free(text);
}

int main(void) {
    test_bytes();
    test_text_round_trip();
    test_large();
    test_failures();
    test_oracle();
    return report();
}
