/* SPDX-License-Identifier: MIT
 * int_arith.c: arithmetic on ints of any size. Small operands are done in 64 bits; the rest goes through
 * base/limbs straight into the cell of the result. Every operation that can be long polls. */
#include "types/int.h"

#include <math.h>
#include <string.h>

static bool poll_vm(void *ud) { return kr__poll(ud); }

KrWork kr__int_work(kr_vm *vm) {
    return (KrWork){.mem = &kr__heap(vm)->mem, .poll = poll_vm, .ud = vm};
}

Value kr__int_failed(kr_vm *vm, KrStatus status) {
    if (status == KR_NOMEM && !kr__pending(vm)) kr__no_memory(vm);
    return KR_FAILED;
}

KrLimbs kr__int_view(kr_vm *vm, Value v, uint32_t buf[2]) {
    (void)vm;
    if (kr__is_int(v)) return kr__limbs_from_i64(buf, kr__int(v));
    if (kr__is_bool(v)) return kr__limbs_from_i64(buf, kr__is_true(v));
    KrInt *i = kr__ptr(v);
    return (KrLimbs){.d = i->limb, .n = i->n, .neg = i->negative};
}

KrInt *kr__int_room(kr_vm *vm, size_t n, KrLimbs *r) {
    if (n > KR_LIMBS_MAX) {
        kr__no_memory(vm);
        return NULL;
    }
    KrInt *cell = kr__new(vm, KR_T_INT, sizeof(KrInt) + n * 4);
    if (!cell) return NULL;
    cell->n = (uint32_t)n;
    *r = (KrLimbs){.d = cell->limb};
    return cell;
}

/* The cell is kept when it is not much larger than the result. */
Value kr__int_finish(kr_vm *vm, KrInt *cell, const KrLimbs *r) {
    if (r->n <= 2 || r->n + r->n / 16 + 4 < cell->n)
        return kr__int_from_limbs(vm, r->neg, r->d, r->n);
    cell->n = r->n;
    cell->negative = r->neg;
    return kr__value_of(cell);
}

/* Where a result is made: on the C stack when it is short, so that it gets a cell of its very size, if any. */
typedef struct Place {
    KrInt *cell; /* NULL: small */
    uint32_t small[32];
} Place;

static inline bool place(kr_vm *vm, Place *p, size_t n, KrLimbs *r) {
    p->cell = NULL;
    if (n <= KR_COUNTOF(p->small)) {
        *r = (KrLimbs){.d = p->small};
        return true;
    }
    return (p->cell = kr__int_room(vm, n, r)) != NULL;
}
static inline Value placed(kr_vm *vm, Place *p, const KrLimbs *r) {
    return p->cell ? kr__int_finish(vm, p->cell, r) : kr__int_from_limbs(vm, r->neg, r->d, r->n);
}

bool kr__int_fits_i64(kr_vm *vm, Value v, int64_t *out) {
    if (kr__is_int(v)) {
        *out = kr__int(v);
        return true;
    }
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, v, buf);
    return kr__limbs_to_i64(&l, out);
}

Value kr__int_exact(kr_vm *vm, Value v) {
    if (kr__is_int(v) || kr__exact(v, KR_T_INT)) return v;
    if (kr__is_bool(v)) return kr__from_int48(kr__is_true(v));
    KrInt *i = kr__ptr(v);
    return kr__int_from_limbs(vm, i->negative, i->limb, i->n);
}

static bool both_small(kr_vm *vm, Value a, Value b, int64_t *x, int64_t *y) {
    return kr__int_fits_i64(vm, a, x) && kr__int_fits_i64(vm, b, y);
}

typedef void (*Linear)(KrLimbs *r, const KrLimbs *a, const KrLimbs *b);

static Value linear(kr_vm *vm, Value a, Value b, Linear f) {
    uint32_t abuf[2], bbuf[2];
    KrLimbs x = kr__int_view(vm, a, abuf), y = kr__int_view(vm, b, bbuf), r;
    Place p;
    if (!place(vm, &p, (size_t)(x.n > y.n ? x.n : y.n) + 1, &r)) return KR_FAILED;
    f(&r, &x, &y);
    return placed(vm, &p, &r);
}

Value kr__int_add(kr_vm *vm, Value a, Value b) {
    int64_t x, y, r;
    if (both_small(vm, a, b, &x, &y) && !__builtin_add_overflow(x, y, &r))
        return kr__int_from_i64(vm, r);
    return linear(vm, a, b, kr__limbs_add);
}
Value kr__int_sub(kr_vm *vm, Value a, Value b) {
    int64_t x, y, r;
    if (both_small(vm, a, b, &x, &y) && !__builtin_sub_overflow(x, y, &r))
        return kr__int_from_i64(vm, r);
    return linear(vm, a, b, kr__limbs_sub);
}
Value kr__int_and(kr_vm *vm, Value a, Value b) {
    int64_t x, y;
    if (both_small(vm, a, b, &x, &y)) return kr__int_from_i64(vm, x & y);
    return linear(vm, a, b, kr__limbs_and);
}
Value kr__int_or(kr_vm *vm, Value a, Value b) {
    int64_t x, y;
    if (both_small(vm, a, b, &x, &y)) return kr__int_from_i64(vm, x | y);
    return linear(vm, a, b, kr__limbs_or);
}
Value kr__int_xor(kr_vm *vm, Value a, Value b) {
    int64_t x, y;
    if (both_small(vm, a, b, &x, &y)) return kr__int_from_i64(vm, x ^ y);
    return linear(vm, a, b, kr__limbs_xor);
}

Value kr__int_neg(kr_vm *vm, Value a) { return kr__int_sub(vm, kr__from_int48(0), a); }
Value kr__int_abs(kr_vm *vm, Value a) {
    return kr__int_sign(vm, a) < 0 ? kr__int_neg(vm, a) : kr__int_exact(vm, a);
}

Value kr__int_invert(kr_vm *vm, Value a) {
    int64_t x;
    if (kr__int_fits_i64(vm, a, &x)) return kr__int_from_i64(vm, ~x);
    uint32_t buf[2];
    KrLimbs l = kr__int_view(vm, a, buf), r;
    KrInt *cell = kr__int_room(vm, (size_t)l.n + 1, &r);
    if (!cell) return KR_FAILED;
    kr__limbs_not(&r, &l);
    return kr__int_finish(vm, cell, &r);
}

Value kr__int_mul(kr_vm *vm, Value a, Value b) {
    int64_t s, t, p;
    if (both_small(vm, a, b, &s, &t) && !__builtin_mul_overflow(s, t, &p))
        return kr__int_from_i64(vm, p);
    uint32_t abuf[2], bbuf[2];
    KrLimbs x = kr__int_view(vm, a, abuf), y = kr__int_view(vm, b, bbuf), r;
    Place place_r;
    if (!place(vm, &place_r, (size_t)x.n + y.n, &r)) return KR_FAILED;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_mul(&work, &r, &x, &y);
    return status == KR_OK ? placed(vm, &place_r, &r) : kr__int_failed(vm, status);
}

bool kr__int_divmod(kr_vm *vm, Value a, Value b, Value *q, Value *r) {
    int64_t x, y;
    if (kr__int_sign(vm, b) == 0)
        return kr__raise_false(vm, KR_T_X_ZERODIVISIONERROR, "integer division or modulo by zero");
    if (both_small(vm, a, b, &x, &y) && !(x == INT64_MIN && y == -1)) {
        int64_t d = x / y, m = x % y;
        if (m != 0 && (m < 0) != (y < 0)) d--, m += y;
        if (q && !kr__ok(*q = kr__int_from_i64(vm, d))) return false;
        return !r || kr__ok(*r = kr__int_from_i64(vm, m));
    }
    uint32_t abuf[2], bbuf[2];
    KrLimbs n = kr__int_view(vm, a, abuf), d = kr__int_view(vm, b, bbuf), ql, rl;
    Place qp, rp;
    if (q && !place(vm, &qp, (n.n > d.n ? n.n - d.n : 0) + (size_t)2, &ql)) return false;
    if (r && !place(vm, &rp, (size_t)d.n + 1, &rl)) return false;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_floordiv(&work, q ? &ql : NULL, r ? &rl : NULL, &n, &d);
    if (status != KR_OK) return kr__ok(kr__int_failed(vm, status));
    if (q && !kr__ok(*q = placed(vm, &qp, &ql))) return false;
    return !r || kr__ok(*r = placed(vm, &rp, &rl));
}

Value kr__int_floordiv(kr_vm *vm, Value a, Value b) {
    Value q;
    return kr__int_divmod(vm, a, b, &q, NULL) ? q : KR_FAILED;
}

Value kr__int_mod(kr_vm *vm, Value a, Value b) {
    Value r;
    if (kr__int_sign(vm, b) == 0)
        return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "integer modulo by zero");
    return kr__int_divmod(vm, a, b, NULL, &r) ? r : KR_FAILED;
}

Value kr__int_truediv(kr_vm *vm, Value a, Value b) {
    if (kr__int_sign(vm, b) == 0)
        return kr__raise(vm, KR_T_X_ZERODIVISIONERROR, "division by zero");
    if (kr__is_int(a) && kr__is_int(b))
        return kr__from_double((double)kr__int(a) / (double)kr__int(b));
    uint32_t abuf[2], bbuf[2];
    KrLimbs x = kr__int_view(vm, a, abuf), y = kr__int_view(vm, b, bbuf);
    KrWork work = kr__int_work(vm);
    double d;
    bool overflow = false;
    KrStatus status = kr__limbs_truediv(&work, &d, &overflow, &x, &y);
    if (status != KR_OK) return kr__int_failed(vm, status);
    if (overflow)
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "integer division result too large for a float");
    return kr__from_double(d);
}

static Value pow_mod(kr_vm *vm, Value a, Value b, Value mod) {
    if (kr__int_sign(vm, mod) == 0) return kr__raise_value(vm, "pow() 3rd argument cannot be 0");
    uint32_t abuf[2], bbuf[2], mbuf[2];
    KrLimbs m = kr__int_view(vm, mod, mbuf), r;
    KrWork work = kr__int_work(vm);
    KrStatus status;
    if (kr__int_sign(vm, b) < 0) {
        bool exists;
        KrLimbs x = kr__int_view(vm, a, abuf);
        KrInt *cell = kr__int_room(vm, (size_t)m.n + 2, &r);
        if (!cell) return KR_FAILED;
        status = kr__limbs_invmod(&work, &r, &exists, &x, &m);
        if (status != KR_OK) return kr__int_failed(vm, status);
        if (!exists) return kr__raise_value(vm, "base is not invertible for the given modulus");
        a = kr__int_finish(vm, cell, &r);
        b = kr__ok(a) ? kr__int_neg(vm, b) : KR_FAILED;
        if (!kr__ok(b)) return b;
    }
    Place p;
    if (!place(vm, &p, (size_t)m.n + 1, &r)) return KR_FAILED;
    KrLimbs x = kr__int_view(vm, a, abuf), e = kr__int_view(vm, b, bbuf);
    status = kr__limbs_powmod(&work, &r, &x, &e, &m);
    return status == KR_OK ? placed(vm, &p, &r) : kr__int_failed(vm, status);
}

Value kr__int_pow(kr_vm *vm, Value a, Value b, Value mod) {
    if (!kr__is_none(mod)) return pow_mod(vm, a, b, mod);
    if (kr__int_sign(vm, b) < 0) {
        double x, y;
        if (!kr__int_to_double(vm, a, &x) || !kr__int_to_double(vm, b, &y)) return KR_FAILED;
        if (x == 0)
            return kr__raise(vm, KR_T_X_ZERODIVISIONERROR,
                             "0.0 cannot be raised to a negative power");
        return kr__from_double(pow(x, y));
    }
    uint32_t abuf[2];
    KrLimbs x = kr__int_view(vm, a, abuf), r;
    int64_t e;
    if (!kr__int_fits_i64(vm, b, &e)) {
        if (x.n == 0) return kr__from_int48(0);
        if (x.n == 1 && x.d[0] == 1) {
            uint32_t bbuf[2];
            KrLimbs big = kr__int_view(vm, b, bbuf);
            return kr__from_int48(x.neg && (big.d[0] & 1) ? -1 : 1);
        }
        return kr__no_memory(vm);
    }
    Place p;
    if (!place(vm, &p, kr__limbs_pow_room(&x, (uint64_t)e), &r)) return KR_FAILED;
    KrWork work = kr__int_work(vm);
    KrStatus status = kr__limbs_pow(&work, &r, &x, (uint64_t)e);
    return status == KR_OK ? placed(vm, &p, &r) : kr__int_failed(vm, status);
}

Value kr__int_lshift(kr_vm *vm, Value a, Value b) {
    int64_t bits;
    if (kr__int_sign(vm, b) < 0) return kr__raise_value(vm, "negative shift count");
    if (kr__int_sign(vm, a) == 0) return kr__from_int48(0);
    if (!kr__int_fits_i64(vm, b, &bits))
        return kr__raise(vm, KR_T_X_OVERFLOWERROR, "too many digits in integer");
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, a, buf), r;
    Place p;
    if (kr__is_int(a) && bits < 16) return kr__int_from_i64(vm, kr__int(a) * ((int64_t)1 << bits));
    if (!place(vm, &p, (size_t)x.n + (uint64_t)bits / 32 + 1, &r)) return KR_FAILED;
    kr__limbs_shl(&r, &x, (uint64_t)bits);
    return placed(vm, &p, &r);
}

Value kr__int_rshift(kr_vm *vm, Value a, Value b) {
    int64_t bits, small;
    if (kr__int_sign(vm, b) < 0) return kr__raise_value(vm, "negative shift count");
    if (!kr__int_fits_i64(vm, b, &bits)) return kr__from_int48(kr__int_sign(vm, a) < 0 ? -1 : 0);
    if (kr__int_fits_i64(vm, a, &small))
        return kr__int_from_i64(vm, small >> (bits > 63 ? 63 : bits));
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, a, buf), r;
    size_t skip = (uint64_t)bits / 32;
    Place p;
    if (!place(vm, &p, (skip < x.n ? x.n - skip : 0) + 1, &r)) return KR_FAILED;
    kr__limbs_shr(&r, &x, (uint64_t)bits);
    return placed(vm, &p, &r);
}

int kr__int_compare(kr_vm *vm, Value a, Value b) {
    if (kr__both_int(a, b)) return (kr__int(a) > kr__int(b)) - (kr__int(a) < kr__int(b));
    uint32_t abuf[2], bbuf[2];
    KrLimbs x = kr__int_view(vm, a, abuf), y = kr__int_view(vm, b, bbuf);
    return kr__limbs_cmp(&x, &y);
}

int kr__int_sign(kr_vm *vm, Value a) {
    if (kr__is_int(a)) return (kr__int(a) > 0) - (kr__int(a) < 0);
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, a, buf);
    return x.n == 0 ? 0 : x.neg ? -1 : 1;
}

bool kr__int_to_i64(kr_vm *vm, Value v, int64_t *out) {
    if (kr__int_fits_i64(vm, v, out)) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "Python int too large to convert to C long");
}

bool kr__int_to_u64(kr_vm *vm, Value v, uint64_t *out) {
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, v, buf);
    if (x.neg)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "can't convert negative int to unsigned");
    if (kr__limbs_to_u64(&x, out)) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                           "Python int too large to convert to C unsigned long");
}

bool kr__int_to_double(kr_vm *vm, Value v, double *out) {
    if (kr__is_int(v)) {
        *out = (double)kr__int(v);
        return true;
    }
    uint32_t buf[2];
    KrLimbs x = kr__int_view(vm, v, buf);
    if (kr__limbs_to_double(&x, out)) return true;
    return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "int too large to convert to float");
}
