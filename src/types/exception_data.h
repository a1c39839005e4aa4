/* SPDX-License-Identifier: MIT
 * exception_data.h: what exception.c, exception_data.c and exception_group.c share. */
#ifndef KR_TYPES_EXCEPTION_DATA_H
#define KR_TYPES_EXCEPTION_DATA_H

#include "types/exception.h"
#include "types/type.h"

/* Data groups: which attributes `extra` holds, in this order (exception.c, group_names). */
enum {
    KR_XG_NONE,
    KR_XG_STOP,
    KR_XG_EXIT,
    KR_XG_IMPORT,
    KR_XG_NAME,
    KR_XG_ATTRIBUTE,
    KR_XG_OS,
    KR_XG_SYNTAX,
    KR_XG_UNICODE,
    KR_XG_GROUP,
    KR_XG_COUNT
};
#define KR_XG_MAX 8

/* Item i of `extra`; unset: never set or deleted. Never fails. */
Value kr__exception_extra(kr_vm *vm, Value exc, unsigned i);
KR_MUST_USE bool kr__exception_set_extra(kr_vm *vm, Value exc, unsigned i, Value v);

KR_MUST_USE Value kr__exception_alloc(kr_vm *vm, Value cls); /* zeroed; args still 0 */
KR_MUST_USE bool kr__exception_set_args(kr_vm *vm, Value exc, const Value *args, unsigned n);
KR_MUST_USE Value kr__exception_args(kr_vm *vm, Value exc);     /* tuple */
KR_MUST_USE Value kr__exception_base_str(kr_vm *vm, Value exc); /* BaseException.__str__ */
KR_MUST_USE Value kr__exception_state(kr_vm *vm, Value exc);    /* own attributes, or None */
KR_MUST_USE bool kr__exception_no_keywords(kr_vm *vm, Value self, Value kwargs);

/* The class for an errno (run/raise.c); never fails. */
KrTypeNo kr__os_error_type(int err);

extern const KrFnDef kr__x_exit_methods[], kr__x_group_methods[], kr__x_stop_methods[],
    kr__x_attribute_methods[], kr__x_import_methods[], kr__x_key_methods[], kr__x_name_methods[],
    kr__x_os_methods[], kr__x_syntax_methods[], kr__x_decode_methods[], kr__x_encode_methods[],
    kr__x_translate_methods[];
extern const KrGetSet kr__x_exit_getset[], kr__x_group_getset[], kr__x_stop_getset[],
    kr__x_attribute_getset[], kr__x_import_getset[], kr__x_name_getset[], kr__x_os_getset[],
    kr__x_syntax_getset[], kr__x_decode_getset[], kr__x_encode_getset[], kr__x_translate_getset[];

#endif
