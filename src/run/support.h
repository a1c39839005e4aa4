/* SPDX-License-Identifier: MIT
 * support.h: the cold halves of instructions (support.c, match.c, unwind.c). Everything here may run Python code
 * and fails with an exception pending. */
#ifndef KR_RUN_SUPPORT_H
#define KR_RUN_SUPPORT_H

#include "run/frame.h"
#include "run/opcodes.h"

KR_MUST_USE KrStep kr__call_begin_ex(kr_vm *vm, Value f, Value args, Value kwargs, uint32_t ret,
                                     Value *result);

/* unwind.c: th->pending is set and th->frame is where it was raised (pc saved). Adds tracebacks, looks for handlers.
 * True: th->frame has a handler; its pc stands there. False: the ENTRY record was left. `again`: no traceback
 * entry for the first frame (RERAISE). */
bool kr__unwind(kr_vm *vm, bool again);

/* support.c */
Value kr__load_name_slow(kr_vm *vm, KrFrame *f, Slot name, bool locals);
/* A name of the frame's builtins that the machine itself needs. Failed: `error`, or what looking it up raised. */
Value kr__builtin_of(kr_vm *vm, KrFrame *f, KrName name, KrTypeNo error);
bool kr__delete_name(kr_vm *vm, KrFrame *f, Slot name);
bool kr__store_name(kr_vm *vm, KrFrame *f, Slot name, Value v);
Value kr__raise_unbound_local(kr_vm *vm, KrCode *code, unsigned i);
/* regs[reg] is the cell: its own register, or a temporary when that lies too far for an operand. */
Value kr__raise_unbound_cell(kr_vm *vm, KrCode *code, const Value *regs, unsigned reg);
Value kr__raise_unbound_free(kr_vm *vm, KrCode *code, unsigned i);
bool kr__unpack(kr_vm *vm, Value v, Value *dst, unsigned n);
bool kr__unpack_ex(kr_vm *vm, Value v, Value *dst, unsigned before, unsigned after);
Value kr__build_map(kr_vm *vm, const Value *pairs, unsigned n);
Value kr__build_set(kr_vm *vm, const Value *items, unsigned n);
Value kr__build_string(kr_vm *vm, const Value *parts, unsigned n);
Value kr__format_value(kr_vm *vm, Value v, unsigned flags, Value spec);
bool kr__star_extend(kr_vm *vm, Value list, Value iterable);
bool kr__dict_update_display(kr_vm *vm, Value dict, Value mapping);
bool kr__dict_merge_call(kr_vm *vm, Value dict, Value mapping, Value function);
Value kr__star_args(kr_vm *vm, Value function, Value args);
Value kr__make_function(kr_vm *vm, KrFrame *f, Value code, const Value *parts, unsigned bits);
Value kr__import_from(kr_vm *vm, Value module, Value name);
bool kr__import_star(kr_vm *vm, KrFrame *f, Value module);
bool kr__setup_annotations(kr_vm *vm, KrFrame *f);
bool kr__with_enter(kr_vm *vm, Value manager, bool async, Value *exit, Value *enter);
bool kr__raise_op(kr_vm *vm, Value exc, Value cause); /* always false; cause unset: none given */
bool kr__raise_again(kr_vm *vm);
bool kr__group_match(kr_vm *vm, Value exc, Value cls, Value *match, Value *rest);
bool kr__print_expr(kr_vm *vm, Value v);
Value kr__yield_from_iter(kr_vm *vm, KrFrame *f, Value v);
/* One step of a delegate that is not a generator: value; KR_END with its result in *result; KR_FAILED. */
Value kr__send_slow(kr_vm *vm, Value it, Value v, Value *result);
Value kr__get_aiter(kr_vm *vm, Value v);
Value kr__get_anext(kr_vm *vm, Value v);
Value kr__async_wrap(kr_vm *vm, Value v);
bool kr__load_method_slow(kr_vm *vm, Value obj, Slot name, Value *w);

/* match.c */
bool kr__match_sequence(kr_vm *vm, Value v);
bool kr__match_mapping(kr_vm *vm, Value v);
Value kr__match_keys(kr_vm *vm, Value subject, Value keys);
Value kr__match_class(kr_vm *vm, Value subject, Value cls, Value names, unsigned npos);

#endif
