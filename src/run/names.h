/* SPDX-License-Identifier: MIT
 * names.h: the interned names the runtime itself asks for, by number (vm->names). */
#ifndef KR_RUN_NAMES_H
#define KR_RUN_NAMES_H

typedef enum KrName {
#define KR_NAME(id, text) KR_N_##id,
#include "run/names.def"
#undef KR_NAME
    KR_N_COUNT
} KrName;

/* Special methods: looked up on the class, cached there (KrType.specials). KR_SP_<X> == the place of
 * KR_N_<X> in names.def, which lists them first. */
#define KR_SP_COUNT KR_N_special_end

#endif
