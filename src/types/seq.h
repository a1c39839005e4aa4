/* SPDX-License-Identifier: MIT
 * seq.h: what list.c, list_methods.c and tuple.c share: walking, comparing, searching, showing
 * (seq.c). */
#ifndef KR_TYPES_SEQ_H
#define KR_TYPES_SEQ_H

#include "types/list.h"

/* A list or tuple cell; both have their length in the second word. */
KR_INLINE uint32_t kr__seq_len(const void *seq) { return ((const KrTuple *)seq)->len; }
KR_INLINE Value kr__seq_get(const void *seq, bool list, size_t i) {
    return list ? kr__list_get(seq, i) : kr__tuple_get(seq, i);
}

/* One comparison of two lists or two tuples; NotImplemented when b is no such. May run Python
 * code. */
KR_MUST_USE Value kr__seq_compare(kr_vm *vm, Value a, Value b, KrKind kind, KrName op);
/* The first place from `from` to `to` (clipped to the length as it is then) that holds an equal
 * item: its number, -1 none, -2 failed. May run Python code. */
int64_t kr__seq_find(kr_vm *vm, Value seq, bool list, Value item, int64_t from, int64_t to);
/* How many equal items; -1 failed. */
int64_t kr__seq_count(kr_vm *vm, Value seq, bool list, Value item);
/* open + ", ".join(repr of items) + close. */
KR_MUST_USE Value kr__seq_repr(kr_vm *vm, Value seq, bool list, const char *open,
                               const char *close);
/* open + sep.join(pieces) + close; the list holds strs. No Python code runs. */
KR_MUST_USE Value kr__pieces_join(kr_vm *vm, KrList *pieces, const char *open, const char *sep,
                                  const char *close);
/* True when the class of v was made by Python code and has this special method: an operator of a
 * built-in left operand then leaves the word to it, and raises its own error otherwise. */
bool kr__may_reflect(kr_vm *vm, Value v, KrName special);
/* n of `x * n`: 1 and *out; 0: v is no index, and *result is what to return (NotImplemented or
 * TypeError); -1. */
int kr__repeat_count(kr_vm *vm, Value v, KrName reflected, int64_t *out, Value *result);
/* Arguments of a constructor that takes at most `max` positional ones and no keywords. */
KR_MUST_USE bool kr__plain_args(kr_vm *vm, const char *name, int n, int max, Value kwargs);
/* Has a subclass of the built-in class the method as that has it? Only then is it what checks its arguments. */
bool kr__inherits(kr_vm *vm, Value cls, KrTypeNo base, KrName method);
/* The setter of an attribute that is none. */
bool kr__readonly(kr_vm *vm, Value self, Value value);
/* A built-in function by name, for __reduce__. */
KR_MUST_USE Value kr__builtin(kr_vm *vm, const char *name);
/* list[int] and its like. */
Value kr__class_getitem(kr_vm *vm, Value *a, int n);

/* Python's hash of a tuple; false: an item failed. May run Python code. */
KR_MUST_USE bool kr__tuple_hash(kr_vm *vm, const KrTuple *t, int64_t *out);

#endif
