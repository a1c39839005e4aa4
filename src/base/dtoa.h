/* SPDX-License-Identifier: MIT
 * dtoa.h: numbers to text and back, exact in both directions whatever the length. Nothing allocates,
 * nothing depends on the locale or the floating-point environment beyond round-to-nearest. */
#ifndef KR_BASE_DTOA_H
#define KR_BASE_DTOA_H

#include "base/base.h"

/* ---- integers ---- */

/* Writes x in decimal without NUL; returns the length (at most 20). */
size_t kr__i64_to_text(char *out, int64_t x);
size_t kr__u64_to_text(char *out, uint64_t x);

/* The number that s's n characters write: digits, after an optional sign. False when they do not, or
 * it does not fit. */
bool kr__text_to_i64(const char *s, size_t n, int64_t *out);

/* ---- digits of a double ---- */

/* d = 0.DIGITS * 10^point for |d| finite and not zero; the digits have no trailing zero. */
typedef struct KrShortest {
    uint64_t digits; /* as a number, 1 to 17 digits */
    int count;       /* how many                    */
    int point;       /* as above                    */
} KrShortest;

/* The shortest digits that read back as d, of these the closest. */
KrShortest kr__float_shortest(double d);

/* Most digits that a double has before and after the point. */
enum { KR_FLOAT_MAX_DIGITS = 1100 };

/* Exact digits of |d|, finite, rounded half-even, into out (not NUL-terminated; at most
 * KR_FLOAT_MAX_DIGITS, zeros past these are the caller's). significant: n >= 1 digits in all; else n
 * digits after the point, n may be negative. Returns their number without trailing zeros (0 when
 * nothing but zeros is left) and *point as in KrShortest. */
int kr__float_digits(double d, bool significant, int n, char out[KR_FLOAT_MAX_DIGITS], int *point);

/* ---- doubles as text ---- */

/* repr(d): writes at most 31 characters and a NUL, returns the length. */
size_t kr__float_repr(double d, char buf[32]);

enum {
    KR_FLOAT_SIGN = 1,      /* '+' before what is not negative                            */
    KR_FLOAT_ADD_DOT_0 = 2, /* ".0" where only an integer would show (r, g)               */
    KR_FLOAT_ALT = 4,       /* '#': keep the point, and the trailing zeros of g           */
    KR_FLOAT_NO_NEG_0 = 8,  /* no '-' on what rounds to zero                              */
    KR_FLOAT_SPACE = 16     /* ' ' before what is not negative                            */
};

/* Characters that kr__float_format may write, NUL included. */
size_t kr__float_format_room(double d, char type, int precision);

/* d by one of the types e E f F g G (with a precision >= 0) or r (repr, precision ignored), with an
 * exponent of at least two digits, and inf, nan or INF, NAN by the type's case. NUL-terminated;
 * returns the length. */
size_t kr__float_format(double d, char type, int precision, unsigned flags, char *out);

/* Reads the longest prefix of s that is [+-](digits[.digits]|.digits)[e[+-]digits], or inf, infinity or
 * nan in any case, correctly rounded (too large: infinity). Returns its length, 0 when there is none. */
size_t kr__float_parse(const char *s, size_t n, double *out);

/* ---- hexadecimal ---- */

/* float.hex(d): at most 31 characters and a NUL; returns the length. */
size_t kr__float_to_hex(double d, char buf[32]);

typedef enum KrHexResult { KR_HEX_OK, KR_HEX_INVALID, KR_HEX_OVERFLOW } KrHexResult;

/* float.fromhex of all n characters, blanks around the number allowed. */
KrHexResult kr__float_from_hex(const char *s, size_t n, double *out);

#endif
