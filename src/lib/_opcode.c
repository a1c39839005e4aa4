/* SPDX-License-Identifier: MIT
 * _opcode.c: the module _opcode: what an instruction of CPython 3.11 does to the height of its stack. Modules opcode and dis
 * of the library list those instructions, and programs that make or read such code ask for it; Krait's own instructions
 * work on registers (run/opcodes.h). */
#include "lib/fileno.h"
#include "lib/modules.h"
#include "types/int.h"

#define HAVE_ARGUMENT 90 /* opcodes from here on have one */
#define UNPACK_EX 94
#define LOAD_GLOBAL 116
#define MAKE_FUNCTION 132
#define BUILD_SLICE 133
#define CALL_FUNCTION_EX 142
#define FORMAT_VALUE 155

/* By how much the stack grows. */
typedef struct Effect {
    enum { NONE, FIX, COUNT, RULE } kind; /* NONE: no such instruction; RULE: by_rule knows */
    int8_t a, b; /* FIX: when it goes on, when it jumps; COUNT: a + b * its argument */
} Effect;
#define FIXED(n) \
    { FIX, n, n }
#define BRANCH(next, jump) \
    { FIX, next, jump }
#define COUNTED(n, each) \
    { COUNT, n, each }
// clang-format off
static const Effect effects[256] = {
    [0] = FIXED(0), /* CACHE */
    [1] = FIXED(-1), /* POP_TOP */
    [2] = FIXED(1), /* PUSH_NULL */
    [9] = FIXED(0), /* NOP */
    [10] = FIXED(0), /* UNARY_POSITIVE */
    [11] = FIXED(0), /* UNARY_NEGATIVE */
    [12] = FIXED(0), /* UNARY_NOT */
    [15] = FIXED(0), /* UNARY_INVERT */
    [25] = FIXED(-1), /* BINARY_SUBSCR */
    [30] = FIXED(1), /* GET_LEN */
    [31] = FIXED(1), /* MATCH_MAPPING */
    [32] = FIXED(1), /* MATCH_SEQUENCE */
    [33] = FIXED(1), /* MATCH_KEYS */
    [35] = FIXED(1), /* PUSH_EXC_INFO */
    [36] = FIXED(0), /* CHECK_EXC_MATCH */
    [37] = FIXED(0), /* CHECK_EG_MATCH */
    [49] = FIXED(1), /* WITH_EXCEPT_START */
    [50] = FIXED(0), /* GET_AITER */
    [51] = FIXED(1), /* GET_ANEXT */
    [52] = FIXED(1), /* BEFORE_ASYNC_WITH */
    [53] = FIXED(1), /* BEFORE_WITH */
    [54] = FIXED(-2), /* END_ASYNC_FOR */
    [60] = FIXED(-3), /* STORE_SUBSCR */
    [61] = FIXED(-2), /* DELETE_SUBSCR */
    [68] = FIXED(0), /* GET_ITER */
    [69] = FIXED(0), /* GET_YIELD_FROM_ITER */
    [70] = FIXED(-1), /* PRINT_EXPR */
    [71] = FIXED(1), /* LOAD_BUILD_CLASS */
    [74] = FIXED(1), /* LOAD_ASSERTION_ERROR */
    [75] = FIXED(0), /* RETURN_GENERATOR */
    [82] = FIXED(0), /* LIST_TO_TUPLE */
    [83] = FIXED(-1), /* RETURN_VALUE */
    [84] = FIXED(-1), /* IMPORT_STAR */
    [85] = FIXED(0), /* SETUP_ANNOTATIONS */
    [86] = FIXED(0), /* YIELD_VALUE */
    [87] = FIXED(0), /* ASYNC_GEN_WRAP */
    [88] = FIXED(-1), /* PREP_RERAISE_STAR */
    [89] = FIXED(-1), /* POP_EXCEPT */
    [90] = FIXED(-1), /* STORE_NAME */
    [91] = FIXED(0), /* DELETE_NAME */
    [92] = COUNTED(-1, 1), /* UNPACK_SEQUENCE */
    [93] = BRANCH(1, -1), /* FOR_ITER */
    [94] = {RULE, 0, 0}, /* UNPACK_EX */
    [95] = FIXED(-2), /* STORE_ATTR */
    [96] = FIXED(-1), /* DELETE_ATTR */
    [97] = FIXED(-1), /* STORE_GLOBAL */
    [98] = FIXED(0), /* DELETE_GLOBAL */
    [99] = FIXED(0), /* SWAP */
    [100] = FIXED(1), /* LOAD_CONST */
    [101] = FIXED(1), /* LOAD_NAME */
    [102] = COUNTED(1, -1), /* BUILD_TUPLE */
    [103] = COUNTED(1, -1), /* BUILD_LIST */
    [104] = COUNTED(1, -1), /* BUILD_SET */
    [105] = COUNTED(1, -2), /* BUILD_MAP */
    [106] = FIXED(0), /* LOAD_ATTR */
    [107] = FIXED(-1), /* COMPARE_OP */
    [108] = FIXED(-1), /* IMPORT_NAME */
    [109] = FIXED(1), /* IMPORT_FROM */
    [110] = FIXED(0), /* JUMP_FORWARD */
    [111] = BRANCH(-1, 0), /* JUMP_IF_FALSE_OR_POP */
    [112] = BRANCH(-1, 0), /* JUMP_IF_TRUE_OR_POP */
    [114] = FIXED(-1), /* POP_JUMP_FORWARD_IF_FALSE */
    [115] = FIXED(-1), /* POP_JUMP_FORWARD_IF_TRUE */
    [116] = {RULE, 0, 0}, /* LOAD_GLOBAL */
    [117] = FIXED(-1), /* IS_OP */
    [118] = FIXED(-1), /* CONTAINS_OP */
    [119] = FIXED(-1), /* RERAISE */
    [120] = FIXED(1), /* COPY */
    [122] = FIXED(-1), /* BINARY_OP */
    [123] = BRANCH(0, -1), /* SEND */
    [124] = FIXED(1), /* LOAD_FAST */
    [125] = FIXED(-1), /* STORE_FAST */
    [126] = FIXED(0), /* DELETE_FAST */
    [128] = FIXED(-1), /* POP_JUMP_FORWARD_IF_NOT_NONE */
    [129] = FIXED(-1), /* POP_JUMP_FORWARD_IF_NONE */
    [130] = COUNTED(0, -1), /* RAISE_VARARGS */
    [131] = FIXED(0), /* GET_AWAITABLE */
    [132] = {RULE, 0, 0}, /* MAKE_FUNCTION */
    [133] = {RULE, 0, 0}, /* BUILD_SLICE */
    [134] = FIXED(0), /* JUMP_BACKWARD_NO_INTERRUPT */
    [135] = FIXED(0), /* MAKE_CELL */
    [136] = FIXED(1), /* LOAD_CLOSURE */
    [137] = FIXED(1), /* LOAD_DEREF */
    [138] = FIXED(-1), /* STORE_DEREF */
    [139] = FIXED(0), /* DELETE_DEREF */
    [140] = FIXED(0), /* JUMP_BACKWARD */
    [142] = {RULE, 0, 0}, /* CALL_FUNCTION_EX */
    [144] = FIXED(0), /* EXTENDED_ARG */
    [145] = FIXED(-1), /* LIST_APPEND */
    [146] = FIXED(-1), /* SET_ADD */
    [147] = FIXED(-2), /* MAP_ADD */
    [148] = FIXED(1), /* LOAD_CLASSDEREF */
    [149] = FIXED(0), /* COPY_FREE_VARS */
    [151] = FIXED(0), /* RESUME */
    [152] = FIXED(-2), /* MATCH_CLASS */
    [155] = {RULE, 0, 0}, /* FORMAT_VALUE */
    [156] = COUNTED(0, -1), /* BUILD_CONST_KEY_MAP */
    [157] = COUNTED(1, -1), /* BUILD_STRING */
    [160] = FIXED(1), /* LOAD_METHOD */
    [162] = FIXED(-1), /* LIST_EXTEND */
    [163] = FIXED(-1), /* SET_UPDATE */
    [164] = FIXED(-1), /* DICT_MERGE */
    [165] = FIXED(-1), /* DICT_UPDATE */
    [166] = COUNTED(0, -1), /* PRECALL */
    [171] = FIXED(-1), /* CALL */
    [172] = FIXED(0), /* KW_NAMES */
    [173] = FIXED(-1), /* POP_JUMP_BACKWARD_IF_NOT_NONE */
    [174] = FIXED(-1), /* POP_JUMP_BACKWARD_IF_NONE */
    [175] = FIXED(-1), /* POP_JUMP_BACKWARD_IF_FALSE */
    [176] = FIXED(-1), /* POP_JUMP_BACKWARD_IF_TRUE */
};
// clang-format on

static uint32_t by_rule(int opcode, uint32_t arg) {
    switch (opcode) {
    case UNPACK_EX: return (arg & 255) + (uint32_t)((int32_t)arg >> 8);
    case LOAD_GLOBAL: return 1 + (arg & 1);
    case MAKE_FUNCTION: return -(uint32_t)__builtin_popcount(arg & 15);
    case BUILD_SLICE: return arg == 3 ? -2u : -1u;
    case CALL_FUNCTION_EX: return -2 - (arg & 1);
    default: return (arg & 4) ? -1u : 0; /* FORMAT_VALUE */
    }
}

/* Sums are C's ints in CPython, too, however large the argument. */
static Value effect_of(kr_vm *vm, int opcode, uint32_t arg, bool next, bool jump) {
    const Effect none = {NONE, 0, 0}, *e = &none;
    if (opcode >= 0 && opcode < (int)KR_COUNTOF(effects)) e = &effects[opcode];
    switch (e->kind) {
    case FIX: return kr__from_int48(!jump || (next && e->a > e->b) ? e->a : e->b);
    case COUNT: return kr__from_int48((int32_t)((uint32_t)e->a + (uint32_t)e->b * arg));
    case RULE: return kr__from_int48((int32_t)by_rule(opcode, arg));
    default: return kr__raise_value(vm, "invalid opcode or oparg");
    }
}

static Value f_stack_effect(kr_vm *vm, Value *a, int n) {
    (void)n;
    int opcode;
    int64_t arg = 0;
    bool given = kr__ok(a[1]) && !kr__is_none(a[1]), either = !kr__ok(a[2]) || kr__is_none(a[2]);
    if (!kr__as_c_int(vm, a[0], 0, &opcode)) return KR_FAILED;
    if (opcode < HAVE_ARGUMENT && given)
        return kr__raise_value(
            vm, "stack_effect: opcode does not permit oparg but oparg was specified");
    if (opcode >= HAVE_ARGUMENT && !given)
        return kr__raise_value(vm,
                               "stack_effect: opcode requires oparg but oparg was not specified");
    if (given) {
        Value v = kr__index(vm, a[1]);
        if (kr__failed(v) || !kr__int_to_i64(vm, v, &arg)) return KR_FAILED;
    }
    if (!either && !kr__is_bool(a[2]))
        return kr__raise_value(vm, "stack_effect: jump must be False, True or None");
    return effect_of(vm, opcode, (uint32_t)arg, either || kr__same(a[2], KR_FALSE_V),
                     either || kr__same(a[2], KR_TRUE_V));
}

/* CPython counts only when it was built to. */
static Value f_get_specialization_stats(kr_vm *vm, Value *a, int n) {
    return (void)vm, (void)a, (void)n, KR_NONE_V;
}

static const KrFnDef functions[] = {
    {"stack_effect(opcode, oparg=None, /, *, jump=None)", f_stack_effect,
     "By how much an instruction of CPython makes its stack grow.", 0},
    {"get_specialization_stats()", f_get_specialization_stats,
     "None: instructions that were specialised are not counted.", 0},
    {NULL, NULL, NULL, 0},
};
const KrModuleDef kr__module__opcode = {
    .name = "_opcode", .doc = "Opcode support module.", .functions = functions};
