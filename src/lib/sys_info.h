/* SPDX-License-Identifier: MIT
 * sys_info.h: the attributes of sys that only describe. For sys.c. */
#ifndef KR_LIB_SYS_INFO_H
#define KR_LIB_SYS_INFO_H

#include "run/ops.h"

/* Adds version, flags, paths, argv, … to module sys; at the VM's start. */
KR_MUST_USE bool kr__sys_info(kr_vm *vm, Value sys);

#endif
