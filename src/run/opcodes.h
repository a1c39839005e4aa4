/* SPDX-License-Identifier: MIT
 * opcodes.h: the instruction set, declared once. Enum, names, formats, disassembler, verifier and
 * docs/opcodes.md are made from this table.
 *
 * An instruction is a 32-bit word, low byte first: op, A, B, C. Formats:
 *   N -   A, AB, ABC: registers or small numbers   ABx: unsigned 16 bits B | C << 8   AsBx: signed
 *   ABsC, AsBC: the letter after s is signed 8 bits   sJ: signed 24 bits   W: an operand word follows
 *   J: a word follows that holds a signed offset
 * `words`: how many words follow the first, operand words and inline cache together.
 * Every operand that names a register is below 256; codegen moves far registers by MOVE_FAR. */
#ifndef KR_RUN_OPCODES_H
#define KR_RUN_OPCODES_H

#define KR_J_POLL 2 /* in C of a compare-and-jump that goes backward */

/* OP(name, format, words, meaning) */
// clang-format off
#define KR_OPCODES(OP) \
    /* moves and constants */ \
    OP(NOP, N, 0, "nothing") \
    OP(MOVE, AB, 0, "R[A] = R[B]") \
    OP(LOADK, ABx, 0, "R[A] = K[Bx]") \
    OP(LOADKX, AW, 1, "R[A] = K[W]") \
    OP(LOADI, AsBx, 0, "R[A] = the integer sBx") \
    OP(LOADC, ABx, 0, "R[A] = the constant whose Value bits are Bx: None, False, True, Ellipsis; 0 clears") \
    OP(MOVE_FAR, ABx, 0, "R[A] = R[Bx], a register past 255") \
    OP(MOVE_TO_FAR, ABx, 0, "R[Bx] = R[A]") \
    OP(CHECK_BOUND, ABx, 0, "UnboundLocalError naming varnames[Bx] when R[A] is unset") \
    OP(DELETE_LOCAL, ABx, 0, "clear R[A]; UnboundLocalError naming varnames[Bx] when it is unset") \
    OP(MAKE_CELL, A, 0, "R[A] = new cell holding R[A]") \
    OP(LOAD_CELL, AB, 0, "R[A] = contents of the cell R[B]; Unbound/NameError when empty") \
    OP(STORE_CELL, AB, 0, "contents of the cell R[A] = R[B]") \
    OP(DELETE_CELL, A, 0, "empty the cell R[A]; error when it is empty") \
    OP(LOAD_FREE, ABx, 0, "R[A] = contents of closure cell Bx; NameError when empty") \
    OP(STORE_FREE, ABx, 0, "contents of closure cell Bx = R[A]") \
    OP(DELETE_FREE, ABx, 0, "empty closure cell Bx") \
    OP(FREE_REF, ABx, 0, "R[A] = closure cell Bx itself") \
    OP(LOAD_CLASS_FREE, ABx, 0, "R[A] = frame locals[freevars[Bx]] if there, else contents of closure cell Bx") \
    /* names */ \
    OP(LOAD_GLOBAL, AW, 4, "R[A] = global or builtin names[W]; cache: KrGlobalCache") \
    OP(STORE_GLOBAL, AW, 1, "globals[names[W]] = R[A]") \
    OP(DELETE_GLOBAL, AW, 1, "del globals[names[W]]") \
    OP(LOAD_NAME, AW, 4, "R[A] = names[W] in locals, globals, builtins; cache: KrGlobalCache (when locals are the globals)") \
    OP(STORE_NAME, AW, 1, "locals[names[W]] = R[A]") \
    OP(DELETE_NAME, AW, 1, "del locals[names[W]]") \
    /* attributes and items */ \
    OP(LOAD_ATTR, ABW, 6, "R[A] = R[B].names[W]; cache: KrAttrCache") \
    OP(STORE_ATTR, ABW, 6, "R[A].names[W] = R[B]; cache: KrAttrCache") \
    OP(DELETE_ATTR, AW, 1, "del R[A].names[W]") \
    OP(LOAD_METHOD, ABW, 6, "R[A], R[A+1] = callable and its self for R[B].names[W]; R[A+1] unset when it is not a method; cache: KrAttrCache") \
    OP(LOAD_SUPER_METHOD, AW, 5, "as LOAD_METHOD on super: R[A] = what `super` names, R[A+1] = __class__, R[A+2] = self; R[A], R[A+1] = method, self; cache: KrSuperCache") \
    OP(LOAD_SUPER_ATTR, AW, 1, "R[A] = super(R[A+1], R[A+2]).names[W], where R[A] is what `super` names") \
    OP(LOAD_ITEM, ABC, 0, "R[A] = R[B][R[C]]") \
    OP(LOAD_ITEM_I, ABsC, 0, "R[A] = R[B][sC]") \
    OP(STORE_ITEM, ABC, 0, "R[A][R[B]] = R[C]") \
    OP(DELETE_ITEM, AB, 0, "del R[A][R[B]]") \
    OP(BUILD_SLICE, ABC, 0, "R[A] = slice of R[B], R[B+1] and, when C is 3, R[B+2]") \
    /* operators */ \
    OP(ADD, ABC, 0, "R[A] = R[B] + R[C]") \
    OP(SUB, ABC, 0, "R[A] = R[B] - R[C]") \
    OP(MUL, ABC, 0, "R[A] = R[B] * R[C]") \
    OP(TRUEDIV, ABC, 0, "R[A] = R[B] / R[C]") \
    OP(FLOORDIV, ABC, 0, "R[A] = R[B] // R[C]") \
    OP(MOD, ABC, 0, "R[A] = R[B] % R[C]") \
    OP(POW, ABC, 0, "R[A] = R[B] ** R[C]") \
    OP(MATMUL, ABC, 0, "R[A] = R[B] @ R[C]") \
    OP(LSHIFT, ABC, 0, "R[A] = R[B] << R[C]") \
    OP(RSHIFT, ABC, 0, "R[A] = R[B] >> R[C]") \
    OP(AND, ABC, 0, "R[A] = R[B] & R[C]") \
    OP(OR, ABC, 0, "R[A] = R[B] | R[C]") \
    OP(XOR, ABC, 0, "R[A] = R[B] ^ R[C]") \
    OP(IADD, ABC, 0, "R[A] = R[B]; R[A] += R[C]") \
    OP(ISUB, ABC, 0, "R[A] = R[B]; R[A] -= R[C]") \
    OP(IMUL, ABC, 0, "R[A] = R[B]; R[A] *= R[C]") \
    OP(ITRUEDIV, ABC, 0, "R[A] = R[B]; R[A] /= R[C]") \
    OP(IFLOORDIV, ABC, 0, "R[A] = R[B]; R[A] //= R[C]") \
    OP(IMOD, ABC, 0, "R[A] = R[B]; R[A] %= R[C]") \
    OP(IPOW, ABC, 0, "R[A] = R[B]; R[A] **= R[C]") \
    OP(IMATMUL, ABC, 0, "R[A] = R[B]; R[A] @= R[C]") \
    OP(ILSHIFT, ABC, 0, "R[A] = R[B]; R[A] <<= R[C]") \
    OP(IRSHIFT, ABC, 0, "R[A] = R[B]; R[A] >>= R[C]") \
    OP(IAND, ABC, 0, "R[A] = R[B]; R[A] &= R[C]") \
    OP(IOR, ABC, 0, "R[A] = R[B]; R[A] |= R[C]") \
    OP(IXOR, ABC, 0, "R[A] = R[B]; R[A] ^= R[C]") \
    OP(ADDI, ABsC, 0, "R[A] = R[B] + sC") \
    OP(SUBI, ABsC, 0, "R[A] = R[B] - sC") \
    OP(IADDI, ABsC, 0, "R[A] = R[B]; R[A] += sC") \
    OP(ISUBI, ABsC, 0, "R[A] = R[B]; R[A] -= sC") \
    OP(NEG, AB, 0, "R[A] = -R[B]") \
    OP(POS, AB, 0, "R[A] = +R[B]") \
    OP(INVERT, AB, 0, "R[A] = ~R[B]") \
    OP(NOT, AB, 0, "R[A] = not R[B]") \
    OP(LT, ABC, 0, "R[A] = R[B] < R[C]") \
    OP(LE, ABC, 0, "R[A] = R[B] <= R[C]") \
    OP(EQ, ABC, 0, "R[A] = R[B] == R[C]") \
    OP(NE, ABC, 0, "R[A] = R[B] != R[C]") \
    OP(GT, ABC, 0, "R[A] = R[B] > R[C]") \
    OP(GE, ABC, 0, "R[A] = R[B] >= R[C]") \
    OP(IS, ABC, 0, "R[A] = R[B] is R[C]") \
    OP(IS_NOT, ABC, 0, "R[A] = R[B] is not R[C]") \
    OP(IN, ABC, 0, "R[A] = R[B] in R[C]") \
    OP(NOT_IN, ABC, 0, "R[A] = R[B] not in R[C]") \
    /* jumps; every offset counts words from the end of the instruction. A backward jump has KR_J_POLL in C or is LOOP, FOR_ITER: a safe point */ \
    OP(JMP, sJ, 0, "pc += sJ, forward") \
    OP(LOOP, sJ, 0, "pc += sJ, backward; safe point") \
    OP(JT, AsBx, 0, "if R[A] is true: pc += sBx (forward)") \
    OP(JF, AsBx, 0, "if R[A] is false: pc += sBx (forward)") \
    OP(JT_LOOP, AsBx, 0, "if R[A] is true: pc += sBx (backward); safe point") \
    OP(JNONE, AsBx, 0, "if R[A] is None: pc += sBx (forward)") \
    OP(JNOTNONE, AsBx, 0, "if R[A] is not None: pc += sBx (forward)") \
    OP(JUNSET, AsBx, 0, "if R[A] is unset: pc += sBx (forward)") \
    OP(JLT, ABCJ, 1, "if (R[A] < R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JLE, ABCJ, 1, "if (R[A] <= R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JEQ, ABCJ, 1, "if (R[A] == R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JNE, ABCJ, 1, "if (R[A] != R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JGT, ABCJ, 1, "if (R[A] > R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JGE, ABCJ, 1, "if (R[A] >= R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JLTI, AsBCJ, 1, "if (R[A] < sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JLEI, AsBCJ, 1, "if (R[A] <= sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JEQI, AsBCJ, 1, "if (R[A] == sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JNEI, AsBCJ, 1, "if (R[A] != sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JGTI, AsBCJ, 1, "if (R[A] > sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JGEI, AsBCJ, 1, "if (R[A] >= sB) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JIS, ABCJ, 1, "if (R[A] is R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    OP(JIN, ABCJ, 1, "if (R[A] in R[B]) is (C & 1): pc += J; safe point when C & KR_J_POLL") \
    /* iteration and unpacking */ \
    OP(GET_ITER, AB, 0, "R[A] = iter(R[B])") \
    OP(FOR_ITER, ABJ, 1, "R[B] = next(R[A]) and pc += J (backward); when exhausted clear R[A] and go on; safe point") \
    OP(UNPACK, ABC, 0, "R[A], …, R[A+C-1] = R[B]; nothing is written when it fails") \
    OP(UNPACK_EX, ABW, 1, "R[A], … = R[B] with a starred target: W & 0xffff before it, W >> 16 after it") \
    /* building */ \
    OP(BUILD_TUPLE, ABC, 0, "R[A] = (R[B], …, R[B+C-1])") \
    OP(BUILD_LIST, ABC, 0, "R[A] = [R[B], …, R[B+C-1]]") \
    OP(BUILD_SET, ABC, 0, "R[A] = {R[B], …, R[B+C-1]}") \
    OP(BUILD_MAP, ABC, 0, "R[A] = {R[B]: R[B+1], …}, C pairs") \
    OP(BUILD_STRING, ABC, 0, "R[A] = the strs R[B], …, R[B+C-1] joined; numbers among them as str() has them") \
    OP(FORMAT_VALUE, ABC, 0, "R[A] = format(R[B]), converted first by C & 3 (1 str, 2 repr, 3 ascii), with the spec R[B+1] when C & 4; a part for BUILD_STRING when C & 8: a number stays one") \
    OP(LIST_APPEND, AB, 0, "R[A].append(R[B]), an exact list under construction") \
    OP(LIST_EXTEND, AB, 0, "extend the list R[A] by the iterable R[B] (texts of a * display)") \
    OP(LIST_TO_TUPLE, AB, 0, "R[A] = tuple of the list R[B]") \
    OP(SET_ADD, AB, 0, "add R[B] to the set R[A]") \
    OP(SET_UPDATE, AB, 0, "update the set R[A] from the iterable R[B]") \
    OP(MAP_SET, ABC, 0, "R[A][R[B]] = R[C], an exact dict under construction") \
    OP(DICT_UPDATE, AB, 0, "update the dict R[A] from the mapping R[B] (texts of a ** display)") \
    OP(DICT_MERGE, ABC, 0, "merge the mapping R[B] into the keyword dict R[A] for the callable R[C]; a name given twice is a TypeError") \
    /* functions and calls; see frame.h for the life of a call */ \
    OP(MAKE_FUNCTION, ABCW, 1, "R[A] = function of code K[W]; by bits of C: 1 defaults tuple R[B], 2 keyword-defaults dict R[B+1], 4 annotations tuple (name, value, …) R[B+2], 8 closure tuple R[B+3]") \
    OP(LOAD_BUILD_CLASS, A, 0, "R[A] = __build_class__") \
    OP(CALL, ABC, 0, "R[C] = R[A](R[A+1], …, R[A+B])") \
    OP(CALL_KW, ABCW, 1, "R[C] = R[A](…): B arguments of which the last are named by the tuple K[W]") \
    OP(CALL_METHOD, ABC, 0, "R[C] = R[A](R[A+1], R[A+2], …, R[A+1+B]); without R[A+1] when that is unset") \
    OP(CALL_METHOD_KW, ABCW, 1, "as CALL_METHOD; the last of the B arguments are named by the tuple K[W]") \
    OP(CALL_EX, ABC, 0, "R[C] = R[A](*R[A+1], **R[A+2]); R[A+1] a tuple or other iterable; R[A+2] may be unset; B unused") \
    OP(RETURN, A, 0, "return R[A]") \
    OP(RETURN_NONE, N, 0, "return None") \
    OP(YIELD, AB, 0, "yield R[B]; R[A] = what is sent") \
    OP(GET_YIELD_FROM_ITER, AB, 0, "R[A] = R[B] if it is a generator (or a coroutine where allowed), else iter(R[B])") \
    OP(SEND, ABJ, 1, "send R[B] into R[A]: on a yield R[B] = its value and go on; at its end R[B] = its result and pc += J") \
    OP(GET_AWAITABLE, ABC, 0, "R[A] = the iterator that awaiting R[B] runs; C: 1 after __aenter__, 2 after __aexit__, for the text of the error") \
    OP(GET_AITER, AB, 0, "R[A] = R[B].__aiter__(), checked") \
    OP(GET_ANEXT, AB, 0, "R[A] = awaitable of R[B].__anext__()") \
    OP(END_ASYNC_FOR, A, 0, "swallow the StopAsyncIteration R[A], raise anything else again") \
    OP(ASYNC_YIELD_WRAP, AB, 0, "R[A] = R[B] wrapped as an async generator yields it") \
    /* exceptions */ \
    OP(PUSH_EXC, A, 0, "R[A+1] = exception being handled (or None); the exception R[A] is now being handled") \
    OP(POP_EXC, A, 0, "R[A+1] is being handled again") \
    OP(EXC_MATCH, ABC, 0, "R[A] = exception R[B] matches the class or tuple R[C]") \
    OP(EXC_GROUP_MATCH, ABC, 0, "R[A], R[A+1] = matching part (or None) and rest (or None) of R[B] for except* R[C]") \
    OP(EXC_GROUP_RERAISE, ABC, 0, "R[A] = what except* raises in the end, or None: from the original R[B] and the list R[C]") \
    OP(RAISE, A, 0, "raise R[A]") \
    OP(RAISE_FROM, AB, 0, "raise R[A] from R[B]") \
    OP(RAISE_AGAIN, N, 0, "raise, bare") \
    OP(RERAISE, AB, 0, "go on raising R[A] as if from where it was first; B: 1 when R[A+1] holds the pc it was raised at") \
    OP(LOAD_ASSERTION_ERROR, A, 0, "R[A] = AssertionError") \
    OP(WITH_ENTER, AB, 0, "R[A], R[A+1] = bound __exit__ of R[B], result of its __enter__()") \
    OP(WITH_EXCEPT, ABC, 0, "R[A] = R[B](type, value, traceback) of the exception R[C]") \
    OP(ASYNC_WITH_ENTER, AB, 0, "R[A], R[A+1] = bound __aexit__ of R[B], result of its __aenter__() (not awaited)") \
    /* imports, classes, patterns, the rest */ \
    OP(IMPORT_NAME, ABW, 1, "R[A] = __import__(names[W], globals, locals, fromlist R[B+1], level R[B])") \
    OP(IMPORT_FROM, ABW, 1, "R[A] = R[B].names[W] as `from` imports it") \
    OP(IMPORT_STAR, A, 0, "bind every public name of the module R[A] in locals") \
    OP(SETUP_ANNOTATIONS, N, 0, "locals[\"__annotations__\"] = {} unless it is there") \
    OP(MATCH_SEQUENCE, AB, 0, "R[A] = R[B] matches as a sequence") \
    OP(MATCH_MAPPING, AB, 0, "R[A] = R[B] matches as a mapping") \
    OP(MATCH_KEYS, ABC, 0, "R[A] = tuple of the values in R[B] for the keys in the tuple R[C], or None") \
    OP(MATCH_CLASS, ABCW, 1, "R[A] = tuple of attributes, or None: subject R[B], class R[C], R[C+1] = tuple of keyword names, W positional patterns") \
    OP(GET_LEN, AB, 0, "R[A] = len(R[B])") \
    OP(PRINT_EXPR, A, 0, "sys.displayhook(R[A])") \
    /* specialised forms: the machine rewrites the opcode byte in place and writes the cache; never emitted */ \
    OP(LOAD_ATTR_NARROW, ABW, 6, "LOAD_ATTR: a narrow field of the cached layout") \
    OP(LOAD_ATTR_WIDE, ABW, 6, "LOAD_ATTR: a wide field") \
    OP(LOAD_ATTR_BOXED, ABW, 6, "LOAD_ATTR: a boxed field") \
    OP(LOAD_ATTR_CLASS, ABW, 6, "LOAD_ATTR: a plain value found in the class") \
    OP(LOAD_ATTR_MODULE, ABW, 6, "LOAD_ATTR: a name of a module") \
    OP(LOAD_ATTR_PROPERTY, ABW, 6, "LOAD_ATTR: a property with a Python getter") \
    OP(STORE_ATTR_NARROW, ABW, 6, "STORE_ATTR: a narrow field") \
    OP(STORE_ATTR_WIDE, ABW, 6, "STORE_ATTR: a wide field") \
    OP(STORE_ATTR_BOXED, ABW, 6, "STORE_ATTR: a boxed field") \
    OP(STORE_ATTR_ADD, ABW, 6, "STORE_ATTR: the cached layout grows by one narrow field") \
    OP(STORE_ATTR_ADD_WIDE, ABW, 6, "STORE_ATTR: the cached layout grows by one wide field") \
    OP(LOAD_METHOD_CLASS, ABW, 6, "LOAD_METHOD: a function or method descriptor found in the class") \
    OP(LOAD_ATTR_TYPE, ABW, 6, "LOAD_ATTR: of the cached class, a value or function") \
    OP(LOAD_METHOD_TYPE, ABW, 6, "LOAD_METHOD: of the cached class, a function, value or class method") \
    OP(LOAD_ATTR_MANY, ABW, 6, "LOAD_ATTR: of many layouts, by the table of sites") \
    OP(STORE_ATTR_PROPERTY, ABW, 6, "STORE_ATTR: a property with a Python setter") \
    OP(STORE_ATTR_MANY, ABW, 6, "STORE_ATTR: of many layouts") \
    OP(LOAD_METHOD_MANY, ABW, 6, "LOAD_METHOD: of many layouts") \
    OP(LOAD_ATTR_DESCR, ABW, 6, "LOAD_ATTR: what a descriptor of the class written in C gives") \
    OP(LOAD_ATTR_OVER, ABW, 6, "LOAD_ATTR: a narrow field in the overflow array") \
    OP(STORE_ATTR_OVER, ABW, 6, "STORE_ATTR: a narrow field in the overflow array") \
    OP(LOAD_METHOD_NARROW, ABW, 6, "LOAD_METHOD: a narrow field of the cached layout, without self") \
    OP(LOAD_METHOD_MODULE, ABW, 6, "LOAD_METHOD: a name of a module, without self") \
    OP(LOAD_GLOBAL_DICT, AW, 4, "LOAD_GLOBAL: an entry of globals") \
    OP(LOAD_GLOBAL_BUILTIN, AW, 4, "LOAD_GLOBAL: an entry of builtins") \
    OP(LOAD_NAME_DICT, AW, 4, "LOAD_NAME: an entry of globals") \
    OP(LOAD_NAME_BUILTIN, AW, 4, "LOAD_NAME: an entry of builtins")

// clang-format on

typedef enum KrOp {
#define KR_OP_ENUM(name, format, words, meaning) OP_##name,
    KR_OPCODES(KR_OP_ENUM)
#undef KR_OP_ENUM
        OP_COUNT
} KrOp;

/* Operand formats, as the table names them. */
typedef enum KrOpFormat {
    KR_FMT_N,
    KR_FMT_A,
    KR_FMT_AB,
    KR_FMT_ABC,
    KR_FMT_ABx,
    KR_FMT_AsBx,
    KR_FMT_ABsC,
    KR_FMT_sJ,
    KR_FMT_AW,
    KR_FMT_ABW,
    KR_FMT_ABCW,
    KR_FMT_ABJ,
    KR_FMT_ABCJ,
    KR_FMT_AsBCJ
} KrOpFormat;

/* Inline caches: the words behind the instruction, the operand word W first. Zero: never ran. */
typedef struct KrAttrCache {
    unsigned name;    /* W: index into names */
    unsigned layout;  /* of the object; or the class itself (_TYPE) */
    unsigned version; /* of its class when found in the class; else unused */
    unsigned value;   /* Slot bits of what the class holds, or the layout after the store (_ADD), or
                          of the name (_MANY) */
    unsigned short at; /* byte offset of the field */
    unsigned short misses;
    unsigned
        spare; /* index of the field in its layout; LOAD_METHOD_TYPE: 1 when the class is passed */
} KrAttrCache;
typedef struct KrSuperCache {
    unsigned name;
    unsigned type;    /* __class__ */
    unsigned layout;  /* of self */
    unsigned version; /* of its class */
    unsigned value;   /* the method */
} KrSuperCache;
typedef struct KrGlobalCache {
    unsigned name;
    unsigned entry; /* index of the dict entry */
    unsigned epoch; /* vm->names_epoch, for a builtin */
    unsigned misses;
} KrGlobalCache;

#endif
