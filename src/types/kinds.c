/* SPDX-License-Identifier: MIT
 * kinds.c: the table of kinds that the heap is given, and the kinds that no other file owns. A
 * kind that belongs to a type is defined in that type's file as kr__kind_<id of kinds.def in
 * lower case>. */
#include "types/type.h"

#define SLOT_AT(n) (1ull << (n))

static const KrKindInfo kr__kind_free = {.name = "free", .size = 4};
static const KrKindInfo kr__kind_buffer = {.name = "buffer", .size = 8};
static const KrKindInfo kr__kind_box = {.name = "box", .size = sizeof(KrBox), .values = SLOT_AT(2)};
static const KrKindInfo kr__kind_slots = {.name = "slots", .size = sizeof(KrSlots), .tail = 1};
static const KrKindInfo kr__kind_instance = {.name = "instance", .size = sizeof(KrObj)};
static const KrKindInfo kr__kind_const = {.name = "const", .size = sizeof(KrConst)};
static void strbuf_trace(KrGc *gc, KrObj *cell) {
    KrStrBuf *b = (KrStrBuf *)cell;
    kr__trace_buf(gc, cell, b->text, b->room);
}
static size_t strbuf_owned(kr_vm *vm, const KrObj *cell) {
    (void)vm;
    return ((const KrStrBuf *)cell)->room;
}
static const KrKindInfo kr__kind_strbuf = {
    .name = "strbuf", .size = sizeof(KrStrBuf), .trace = strbuf_trace, .owned = strbuf_owned};
static const KrKindInfo kr__kind_cell = {
    .name = "cell", .size = sizeof(KrCell), .values = SLOT_AT(2)};

/* size and what to trace of an iterator come from its type's description, through the layout */
static const KrKindInfo kr__kind_iter = {.name = "iter", .size = sizeof(KrObj)};

// clang-format off
#define OWNED(X)                                                                                 \
    X(int)                                                                                       \
    X(float)                                                                                     \
    X(complex)                                                                                   \
    X(str) X(bytes) X(bytearray) X(memoryview) X(tuple) X(list) X(dict) X(set) X(slice) X(range) \
        X(type) X(code) X(function) X(native) X(method) X(generator) X(frame) X(traceback)       \
            X(module) X(exception) X(descriptor) X(property) X(wrapper) X(super) X(proxy)        \
                X(dictview) X(weakref) X(file) X(host)
// clang-format on
#define DECLARE(lower) extern const KrKindInfo kr__kind_##lower;
OWNED(DECLARE)
#undef DECLARE

const KrKindInfo *const kr__kinds[KR_K_COUNT] = {
    [KR_K_FREE] = &kr__kind_free,
    [KR_K_BUFFER] = &kr__kind_buffer,
    [KR_K_BOX] = &kr__kind_box,
    [KR_K_SLOTS] = &kr__kind_slots,
    [KR_K_INSTANCE] = &kr__kind_instance,
    [KR_K_CONST] = &kr__kind_const,
    [KR_K_INT] = &kr__kind_int,
    [KR_K_FLOAT] = &kr__kind_float,
    [KR_K_COMPLEX] = &kr__kind_complex,
    [KR_K_STR] = &kr__kind_str,
    [KR_K_STRBUF] = &kr__kind_strbuf,
    [KR_K_BYTES] = &kr__kind_bytes,
    [KR_K_BYTEARRAY] = &kr__kind_bytearray,
    [KR_K_MEMORYVIEW] = &kr__kind_memoryview,
    [KR_K_TUPLE] = &kr__kind_tuple,
    [KR_K_LIST] = &kr__kind_list,
    [KR_K_DICT] = &kr__kind_dict,
    [KR_K_SET] = &kr__kind_set,
    [KR_K_SLICE] = &kr__kind_slice,
    [KR_K_RANGE] = &kr__kind_range,
    [KR_K_TYPE] = &kr__kind_type,
    [KR_K_CODE] = &kr__kind_code,
    [KR_K_FUNCTION] = &kr__kind_function,
    [KR_K_NATIVE] = &kr__kind_native,
    [KR_K_METHOD] = &kr__kind_method,
    [KR_K_CELL] = &kr__kind_cell,
    [KR_K_GENERATOR] = &kr__kind_generator,
    [KR_K_FRAME] = &kr__kind_frame,
    [KR_K_TRACEBACK] = &kr__kind_traceback,
    [KR_K_MODULE] = &kr__kind_module,
    [KR_K_EXCEPTION] = &kr__kind_exception,
    [KR_K_DESCRIPTOR] = &kr__kind_descriptor,
    [KR_K_PROPERTY] = &kr__kind_property,
    [KR_K_WRAPPER] = &kr__kind_wrapper,
    [KR_K_SUPER] = &kr__kind_super,
    [KR_K_PROXY] = &kr__kind_proxy,
    [KR_K_DICTVIEW] = &kr__kind_dictview,
    [KR_K_ITER] = &kr__kind_iter,
    [KR_K_WEAKREF] = &kr__kind_weakref,
    [KR_K_FILE] = &kr__kind_file,
    [KR_K_HOST] = &kr__kind_host,
};
