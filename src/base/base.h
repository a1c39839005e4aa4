/* SPDX-License-Identifier: MIT
 * base.h: what every file of krait may rely on: fixed-width types, attributes, asserts.
 * Knows nothing of Python and includes nothing of ours. */
#ifndef KR_BASE_BASE_H
#define KR_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KR_MUST_USE __attribute__((warn_unused_result))
#define KR_NOINLINE __attribute__((noinline))
#define KR_INLINE static inline __attribute__((always_inline))
#define KR_COLD __attribute__((cold, noinline))
#define KR_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define KR_LIKELY(x) __builtin_expect(!!(x), 1)
#define KR_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KR_COUNTOF(a) (sizeof(a) / sizeof((a)[0]))

/* KR_DEBUG builds check every invariant that is an assert; release builds assume nothing. */
#ifdef KR_DEBUG
#include <assert.h>
#define KR_ASSERT(x) assert(x)
#else
#define KR_ASSERT(x) ((void)0)
#endif

typedef struct kr_vm kr_vm;

#endif
