/* SPDX-License-Identifier: MIT
 * vec.h: growable arrays of any type over a KrMem.
 *
 *     KR_VEC(uint32_t) v = {0};
 *     if (!kr__vec_push(mem, &v, 7)) return no_memory();
 *     for (uint32_t i = 0; i < v.n; i++) use(v.data[i]);
 *     kr__vec_free(mem, &v);
 *
 * Invariant: n <= cap, and data is a block of cap items charged to the KrMem (NULL when cap is 0).
 * All-zero is an empty vector. Pointers into data die with the next push. */
#ifndef KR_BASE_VEC_H
#define KR_BASE_VEC_H

#include "base/mem.h"

#define KR_VEC(T)        \
    struct {             \
        T *data;         \
        uint32_t n, cap; \
    }

/* A block for at least `need` items in place of data with *cap items; updates *cap. NULL: refused,
 * data still valid. Capacity grows by half. */
KR_MUST_USE void *kr__vec_grow(KrMem *m, void *data, uint32_t *cap, size_t need, size_t item);

/* True when v has room for `extra` more items. */
#define kr__vec_reserve(mem, v, extra)                                                    \
    ({                                                                                    \
        size_t vec_need_ = (size_t)(v)->n + (extra);                                      \
        bool vec_ok_ = vec_need_ <= (v)->cap;                                             \
        if (KR_UNLIKELY(!vec_ok_)) {                                                      \
            void *vec_p_ =                                                                \
                kr__vec_grow((mem), (v)->data, &(v)->cap, vec_need_, sizeof(*(v)->data)); \
            vec_ok_ = vec_p_ != NULL;                                                     \
            if (vec_ok_) (v)->data = vec_p_;                                              \
        }                                                                                 \
        vec_ok_;                                                                          \
    })

/* Appends x; false: refused, v unchanged. */
#define kr__vec_push(mem, v, x) \
    (kr__vec_reserve(mem, v, 1) ? ((v)->data[(v)->n++] = (x), true) : false)

/* The last item, taken off. v must not be empty. */
#define kr__vec_pop(v) ((v)->data[--(v)->n])

/* Address of the last item. */
#define kr__vec_top(v) (&(v)->data[(v)->n - 1])

/* Frees the items' memory; v is empty afterwards. */
#define kr__vec_free(mem, v)                                                   \
    do {                                                                       \
        kr__mem_free((mem), (v)->data, (size_t)(v)->cap * sizeof(*(v)->data)); \
        (v)->data = NULL;                                                      \
        (v)->n = (v)->cap = 0;                                                 \
    } while (0)

#endif
