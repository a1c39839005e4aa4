/* SPDX-License-Identifier: MIT
 * math_sum.c: of module math: fsum, correctly rounded, and the Euclidean norms hypot and dist, whose error stays below
 * what shows in nearly all cases: squares and their sum are kept in two doubles each. */
#include <math.h>
#include <string.h>

#include "lib/math_parts.h"
#include "types/list.h"

/* ---- fsum ---- */

/* Doubles that do not overlap, by growing magnitude, whose exact sum is what was added so far (Shewchuk). */
typedef struct Partials {
    double *p, first[32];
    size_t n, room;
    double special; /* sum of the infinities and NaNs */
    double infs;    /* sum of the infinities */
    bool any_special;
    uint32_t seen;
} Partials;

static bool partials_push(kr_vm *vm, Partials *s, double x) {
    KrMem *mem = &kr__heap(vm)->mem;
    if (s->n == s->room) {
        double *p = kr__mem_alloc(mem, s->room * 2 * sizeof *p);
        if (!p) return kr__ok(kr__no_memory(vm));
        memcpy(p, s->p, s->n * sizeof *p);
        if (s->p != s->first) kr__mem_free(mem, s->p, s->room * sizeof *p);
        s->p = p;
        s->room *= 2;
    }
    s->p[s->n++] = x;
    return true;
}

static bool add_item(kr_vm *vm, void *ud, Value item) {
    Partials *s = ud;
    double given, x;
    if (!kr__real_of(vm, item, &given)) return false;
    if ((++s->seen & 1023) == 0 && !kr__poll(vm)) return false;
    x = given;
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++) {
        double y = s->p[i];
        if (fabs(x) < fabs(y)) {
            double t = x;
            x = y;
            y = t;
        }
        double hi = x + y, lo = y - (hi - x);
        if (lo != 0) s->p[kept++] = lo;
        x = hi;
    }
    s->n = kept;
    if (x == 0) return true;
    if (isfinite(x)) return partials_push(vm, s, x);
    if (isfinite(given))
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "intermediate overflow in fsum");
    if (isinf(given)) s->infs += given;
    s->special += given;
    s->any_special = true;
    s->n = 0;
    return true;
}

/* The partials from the top down until one does not fit; then half-even, looking at the sign of what is below. */
static double partials_round(const Partials *s) {
    if (!s->n) return 0.0;
    size_t n = s->n;
    double hi = s->p[--n], lo = 0;
    while (n > 0) {
        double x = hi, y = s->p[--n];
        hi = x + y;
        lo = y - (hi - x);
        if (lo != 0) break;
    }
    if (n > 0 && ((lo < 0 && s->p[n - 1] < 0) || (lo > 0 && s->p[n - 1] > 0))) {
        double y = lo * 2, x = hi + y;
        if (y == x - hi) hi = x;
    }
    return hi;
}

Value kr__math_fsum(kr_vm *vm, Value *a, int n) {
    (void)n;
    Partials s = {.room = KR_COUNTOF(s.first)};
    s.p = s.first;
    bool ok = kr__each(vm, a[0], add_item, &s);
    double r = s.any_special ? s.special : partials_round(&s);
    if (s.p != s.first) kr__mem_free(&kr__heap(vm)->mem, s.p, s.room * sizeof *s.p);
    if (!ok) return KR_FAILED;
    if (s.any_special && s.infs != s.infs) return kr__raise_value(vm, "-inf + inf in fsum");
    return kr__from_double(r);
}

/* ---- norms ---- */

typedef struct Two {
    double hi, lo;
} Two;

static Two two_sum(double a, double b) {
    double s = a + b, t = s - a;
    return (Two){s, (a - (s - t)) + (b - t)};
}

/* x*x exactly, by halves of 26 bits. */
static Two square(double x) {
    double t = x * 134217729.0, hi = t - (t - x), lo = x - hi, s = x * x;
    return (Two){s, ((hi * hi - s) + 2 * hi * lo) + lo * lo};
}

/* The root of the sum of squares of n magnitudes, of which `most` is the largest. */
static double norm(const double *v, size_t n, double most, bool nan) {
    if (isinf(most)) return most;
    if (nan) return NAN;
    if (most == 0 || n <= 1) return most;
    int exp;
    frexp(most, &exp);
    /* scaled in two steps where 2**-exp alone is no double */
    int first = exp < -1000 ? 1000 : -exp, second = -exp - first;
    Two sum = {0, 0};
    for (size_t i = 0; i < n; i++) {
        Two sq = square(ldexp(ldexp(v[i], first), second));
        Two t = two_sum(sum.hi, sq.hi);
        sum.lo += t.lo + sq.lo;
        sum.hi = t.hi;
    }
    sum = two_sum(sum.hi, sum.lo);
    double h = sqrt(sum.hi);
    Two hh = square(h);
    h += ((sum.hi - hh.hi) - hh.lo + sum.lo) / (2 * h);
    return ldexp(h, exp);
}

/* n doubles, or NULL: MemoryError pending. */
static double *doubles(kr_vm *vm, double *small, size_t room, size_t n) {
    double *v = n <= room ? small : kr__mem_alloc(&kr__heap(vm)->mem, n * sizeof *v);
    if (!v) kr__no_memory(vm);
    return v;
}
static void done(kr_vm *vm, double *small, double *v, size_t n) {
    if (v != small) kr__mem_free(&kr__heap(vm)->mem, v, n * sizeof *v);
}

static void note(double *v, size_t i, double x, double *most, bool *nan) {
    x = fabs(x);
    v[i] = x;
    if (x != x) *nan = true;
    if (x > *most) *most = x;
}

Value kr__math_hypot(kr_vm *vm, Value *a, int n) {
    double small[16], most = 0, x;
    size_t count = (size_t)n;
    double *v = doubles(vm, small, KR_COUNTOF(small), count);
    if (!v) return KR_FAILED;
    bool nan = false, ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = kr__real_of(vm, a[i], &x);
        if (ok) note(v, i, x, &most, &nan);
    }
    double r = ok ? norm(v, count, most, nan) : 0;
    done(vm, small, v, count);
    return ok ? kr__from_double(r) : KR_FAILED;
}

Value kr__math_dist(kr_vm *vm, Value *a, int n) {
    (void)n;
    for (int i = 0; i < 2; i++) {
        if (!kr__has_kind(vm, a[i], KR_K_TUPLE)) a[i] = kr__tuple_from(vm, a[i]);
        if (kr__failed(a[i])) return KR_FAILED;
    }
    const KrTuple *p = kr__ptr(a[0]), *q = kr__ptr(a[1]);
    if (p->len != q->len)
        return kr__raise_value(vm, "both points must have the same number of dimensions");
    double small[16], most = 0, x, y;
    size_t count = p->len;
    double *v = doubles(vm, small, KR_COUNTOF(small), count);
    if (!v) return KR_FAILED;
    bool nan = false, ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        ok = kr__real_of(vm, kr__tuple_get(p, i), &x) && kr__real_of(vm, kr__tuple_get(q, i), &y);
        if (ok) note(v, i, x - y, &most, &nan);
    }
    double r = ok ? norm(v, count, most, nan) : 0;
    done(vm, small, v, count);
    return ok ? kr__from_double(r) : KR_FAILED;
}
