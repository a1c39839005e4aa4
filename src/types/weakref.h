/* SPDX-License-Identifier: MIT
 * weakref.h: the functions of module _weakref (weakref.c). */
#ifndef KR_TYPES_WEAKREF_H
#define KR_TYPES_WEAKREF_H

#include "run/ops.h"

extern const KrFnDef kr__weakref_functions[];

#endif
