/* SPDX-License-Identifier: MIT
 * math_int.c: of module math: what works on whole numbers. Products of many factors are made in halves of like size,
 * so that long multiplication gets its full speed. */
#include <math.h>

#include "lib/math_parts.h"

/* ---- greatest common divisor ---- */

static uint64_t gcd64(uint64_t a, uint64_t b) {
    if (!a || !b) return a | b;
    int shift = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t t = a;
            a = b;
            b = t;
        }
        b -= a;
    }
    return a << shift;
}
static uint64_t magnitude(int64_t x) { return x < 0 ? -(uint64_t)x : (uint64_t)x; }

static Value gcd(kr_vm *vm, Value a, Value b) {
    int64_t x, y;
    if (kr__int_fits_i64(vm, a, &x) && kr__int_fits_i64(vm, b, &y))
        return kr__int_from_u64(vm, gcd64(magnitude(x), magnitude(y)));
    uint32_t abuf[2], bbuf[2];
    KrLimbs l = kr__int_view(vm, a, abuf), m = kr__int_view(vm, b, bbuf), r;
    KrInt *cell = kr__int_room(vm, (l.n > m.n ? l.n : m.n) + (size_t)1, &r);
    if (!cell) return KR_FAILED;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_gcd(&work, &r, &l, &m);
    return status == KR_OK ? kr__int_finish(vm, cell, &r) : kr__int_failed(vm, status);
}

static Value lcm(kr_vm *vm, Value a, Value b) {
    if (!kr__int_sign(vm, a) || !kr__int_sign(vm, b)) return kr__from_int48(0);
    Value g = gcd(vm, a, b), q = kr__ok(g) ? kr__int_floordiv(vm, a, g) : g;
    Value r = kr__ok(q) ? kr__int_mul(vm, q, b) : q;
    return kr__ok(r) ? kr__int_abs(vm, r) : r;
}

static Value fold(kr_vm *vm, Value *a, int n, int64_t start,
                  Value (*f)(kr_vm *vm, Value x, Value y)) {
    Value r = kr__from_int48(start);
    for (int i = 0; i < n; i++) {
        Value v = kr__index(vm, a[i]);
        if (kr__failed(v)) return v;
        r = i ? f(vm, r, v) : kr__int_abs(vm, v);
        if (kr__failed(r)) return r;
    }
    return r;
}
Value kr__math_gcd(kr_vm *vm, Value *a, int n) { return fold(vm, a, n, 0, gcd); }
Value kr__math_lcm(kr_vm *vm, Value *a, int n) { return fold(vm, a, n, 1, lcm); }

/* ---- square root ---- */

Value kr__math_isqrt(kr_vm *vm, Value *a, int n) {
    (void)n;
    Value v = kr__index(vm, a[0]);
    if (kr__failed(v)) return v;
    if (kr__int_sign(vm, v) < 0) return kr__raise_value(vm, "isqrt() argument must be nonnegative");
    if (kr__is_int(v)) {
        int64_t x = kr__int(v), r = (int64_t)sqrt((double)x); /* exact below 2**52 */
        return kr__from_int48(r);
    }
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, v, buf), r;
    KrInt *cell = kr__int_room(vm, x.n / 2 + (size_t)2, &r);
    if (!cell) return KR_FAILED;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_isqrt(&work, &r, &x);
    return status == KR_OK ? kr__int_finish(vm, cell, &r) : kr__int_failed(vm, status);
}

/* ---- products of ranges ---- */

/* first * (first + step) * ... of `count` factors, all positive and below 2**63. */
static Value product(kr_vm *vm, uint64_t first, uint64_t count, uint64_t step) {
    uint64_t last = first + (count ? (count - 1) * step : 0);
    unsigned bits = last ? 64u - (unsigned)__builtin_clzll(last) : 1;
    if (count <= 1 || (count < 64 && bits * count <= 63)) {
        uint64_t p = 1;
        for (uint64_t i = 0; i < count; i++) p *= first + i * step;
        return kr__int_from_u64(vm, p);
    }
    if (!kr__poll(vm)) return KR_FAILED;
    Value low = product(vm, first, count / 2, step);
    Value high = kr__ok(low) ? product(vm, first + count / 2 * step, count - count / 2, step) : low;
    return kr__ok(high) ? kr__int_mul(vm, low, high) : high;
}

/* n! = odd * 2**(n - ones in n). The odd part is the product over i of the odd numbers up to n >> i. */
static Value factorial(kr_vm *vm, uint64_t n) {
    if (n <= 20) return product(vm, 1, n, 1);
    Value inner = kr__from_int48(1), outer = inner;
    uint64_t done = 1; /* odd numbers up to here are in `inner` */
    for (int i = 63 - __builtin_clzll(n); i >= 0; i--) {
        uint64_t top = n >> i;
        if (top <= 2) continue;
        uint64_t last = top | 1;
        if (last > top) last -= 2;
        Value part = product(vm, done + 2, (last - done) / 2, 2);
        inner = kr__ok(part) ? kr__int_mul(vm, inner, part) : part;
        outer = kr__ok(inner) ? kr__int_mul(vm, outer, inner) : inner;
        if (kr__failed(outer)) return outer;
        done = last;
    }
    return kr__int_lshift(vm, outer,
                          kr__from_int48((int64_t)(n - (uint64_t)__builtin_popcountll(n))));
}

Value kr__math_factorial(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t x;
    Value v = kr__index(vm, a[0]);
    if (kr__failed(v)) return v;
    if (kr__int_sign(vm, v) < 0)
        return kr__raise_value(vm, "factorial() not defined for negative values");
    if (!kr__int_fits_i64(vm, v, &x))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "factorial() argument should not exceed %ld",
                         (long)INT64_MAX);
    return factorial(vm, (uint64_t)x);
}

/* n (n - 1) ... of k factors, for an n of any size. */
static Value falling(kr_vm *vm, Value n, uint64_t k) {
    int64_t small;
    if (k == 0) return kr__from_int48(1);
    if (kr__int_fits_i64(vm, n, &small)) return product(vm, (uint64_t)small - k + 1, k, 1);
    if (k == 1) return n;
    if (!kr__poll(vm)) return KR_FAILED;
    Value high = falling(vm, n, k / 2);
    Value rest = kr__ok(high) ? kr__int_sub(vm, n, kr__from_int48((int64_t)(k / 2))) : high;
    Value low = kr__ok(rest) ? falling(vm, rest, k - k / 2) : rest;
    return kr__ok(low) ? kr__int_mul(vm, high, low) : low;
}

/* n and k as ints that are not negative. 1; 0: the result is zero as k > n; -1. */
static int choice(kr_vm *vm, Value *n, Value *k) {
    *n = kr__index(vm, *n);
    if (kr__failed(*n)) return -1;
    *k = kr__index(vm, *k);
    if (kr__failed(*k)) return -1;
    const char *bad = kr__int_sign(vm, *n) < 0 ? "n" : kr__int_sign(vm, *k) < 0 ? "k" : NULL;
    if (!bad) return kr__int_compare(vm, *k, *n) <= 0;
    kr__raise_value(vm, "%s must be a non-negative integer", bad);
    return -1;
}

Value kr__math_perm(kr_vm *vm, Value *a, int n) {
    if (!kr__ok(a[1]) || kr__is_none(a[1])) return kr__math_factorial(vm, a, n);
    int64_t k;
    int r = choice(vm, &a[0], &a[1]);
    if (r < 0) return KR_FAILED;
    if (!r) return kr__from_int48(0);
    if (!kr__int_fits_i64(vm, a[1], &k))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "k must not exceed %ld", (long)INT64_MAX);
    return falling(vm, a[0], (uint64_t)k);
}

/* Small ones are done factor by factor, each quotient exact; false: too large for 64 bits. */
static bool comb64(int64_t n, int64_t k, uint64_t *out) {
    uint64_t r = 1;
    for (int64_t i = 1; i <= k; i++) {
        uint64_t f = (uint64_t)(n - k + i), g = gcd64(r, (uint64_t)i);
        r /= g;
        f /= (uint64_t)i / g;
        if (__builtin_mul_overflow(r, f, &r)) return false;
    }
    *out = r;
    return true;
}

Value kr__math_comb(kr_vm *vm, Value *a, int n) {
    (void)n;
    int64_t k, small;
    uint64_t quick;
    int r = choice(vm, &a[0], &a[1]);
    if (r < 0) return KR_FAILED;
    if (!r) return kr__from_int48(0);
    Value other = kr__int_sub(vm, a[0], a[1]);
    if (kr__failed(other)) return other;
    Value least = kr__int_compare(vm, other, a[1]) < 0 ? other : a[1];
    if (!kr__int_fits_i64(vm, least, &k))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "min(n - k, k) must not exceed %ld",
                         (long)INT64_MAX);
    if (k <= 64 && kr__int_fits_i64(vm, a[0], &small) && comb64(small, k, &quick))
        return kr__int_from_u64(vm, quick);
    Value top = falling(vm, a[0], (uint64_t)k),
          below = kr__ok(top) ? factorial(vm, (uint64_t)k) : top;
    return kr__ok(below) ? kr__int_floordiv(vm, top, below) : below;
}

/* ---- prod ---- */

static bool times(kr_vm *vm, void *ud, Value item) {
    Value *acc = ud;
    if (kr__is_double(*acc) && kr__is_double(item))
        *acc = kr__from_double(kr__double(*acc) * kr__double(item));
    else if (kr__both_int(*acc, item))
        *acc = kr__int_mul(vm, *acc, item);
    else
        *acc = kr__binary(vm, *acc, item, KR_N___mul__);
    return kr__ok(*acc);
}

Value kr__math_prod(kr_vm *vm, Value *a, int n) { /* iterable, start */
    (void)n;
    Value acc = kr__ok(a[1]) ? a[1] : kr__from_int48(1);
    return kr__each(vm, a[0], times, &acc) ? acc : KR_FAILED;
}
