/* SPDX-License-Identifier: MIT
 * warn.h: warnings from C whose place is known. */
#ifndef KR_RUN_WARN_H
#define KR_RUN_WARN_H

#include "run/ops.h"

/* Warns at a line of a file (compiler warnings). False: an exception is pending. */
KR_MUST_USE bool kr__warn_at(kr_vm *vm, KrTypeNo category, const char *message, Value filename,
                             int line);

#endif
