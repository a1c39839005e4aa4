/* SPDX-License-Identifier: MIT
 * dictview.h: keys(), values(), items() of a dict (dictview.c), and dict iterators (dict_iter.c). */
#ifndef KR_TYPES_DICTVIEW_H
#define KR_TYPES_DICTVIEW_H

#include "types/dict.h"

typedef struct KrDictView {
    KrObj head;
    Slot dict;
} KrDictView;

typedef struct KrDictIter {
    KrObj head;
    Slot dict;     /* 0 once exhausted */
    uint32_t pos;  /* where kr__dict_next or _prev goes on */
    uint32_t used; /* len(dict) at the start; UINT32_MAX once it was found changed */
    uint32_t left;
    uint32_t pad;
} KrDictIter;

/* type: KR_T_DICT_KEYS, _VALUES, _ITEMS. */
KR_MUST_USE Value kr__dictview_new(kr_vm *vm, KrTypeNo type, Value dict);
/* type: KR_T_DICT_KEYITER … KR_T_DICT_REVITEMITER. */
KR_MUST_USE Value kr__dict_iter_new(kr_vm *vm, KrTypeNo type, Value dict);
/* The next key, value or pair; KR_END; failed: RuntimeError. */
Value kr__dict_iter_next(kr_vm *vm, KrDictIter *it);
/* An OrderedDict: its views and iterators have words of their own. */
bool kr__dict_is_ordered(kr_vm *vm, Value dict);

#endif
