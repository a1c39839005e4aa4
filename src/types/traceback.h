/* SPDX-License-Identifier: MIT
 * traceback.h: traceback entries and the parts of a frame that showing them needs. */
#ifndef KR_TYPES_TRACEBACK_H
#define KR_TYPES_TRACEBACK_H

#include "compile/code.h"
#include "types/exception.h"

#define KR_PC_NONE UINT32_MAX /* of an entry that Python code made without an offset */

int kr__traceback_line(const KrTraceback *t); /* never fails */

/* Of a FRAME cell (run/frame_type.c). None of them fails or collects. */
const KrCode *kr__frame_code(Value frame);
Value kr__frame_globals_of(Value frame); /* dict */
Value kr__frame_builtins_of(Value frame);

/* The running Python frame's cell, `up` frames further out; unset: no such frame, or an exception is pending. */
Value kr__frame_here(kr_vm *vm, unsigned up);
/* The frames of this thread or of all, newest first, as plain text to a descriptor; current: say which one runs. Safe in
 * signal handlers and from threads without the lock. */
void kr__frames_write(const kr_vm *vm, int fd, bool all, bool current);
/* The frame that a thread runs. Unset with nothing pending: none. */
Value kr__frame_of(kr_vm *vm, const KrThread *t);

#endif
