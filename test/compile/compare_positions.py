# SPDX-License-Identifier: MIT
"""Compares the positions that instructions have with the reference's, by kind of operation, as sets.

    compile_test -p | python3.11 test/compile/compare_positions.py [KIND]
"""
import collections
import dis
import sys
import types
import warnings

warnings.simplefilter("ignore")
OURS = {
    "call": "CALL CALL_KW CALL_METHOD CALL_METHOD_KW CALL_EX",
    "attr": "LOAD_ATTR LOAD_METHOD LOAD_SUPER_ATTR LOAD_SUPER_METHOD",
    "setattr": "STORE_ATTR",
    "delattr": "DELETE_ATTR",
    "item": "LOAD_ITEM LOAD_ITEM_I",
    "setitem": "STORE_ITEM",
    "delitem": "DELETE_ITEM",
    "binary": "ADD SUB MUL TRUEDIV FLOORDIV MOD POW MATMUL LSHIFT RSHIFT AND OR XOR IADD ISUB IMUL ITRUEDIV "
    "IFLOORDIV IMOD IPOW IMATMUL ILSHIFT IRSHIFT IAND IOR IXOR ADDI SUBI IADDI ISUBI",
    "unary": "NEG POS INVERT NOT",
    "global": "LOAD_GLOBAL LOAD_NAME",
    "compare": "LT LE EQ NE GT GE JLT JLE JEQ JNE JGT JGE JLTI JLEI JEQI JNEI JGTI JGEI",
    "in": "IN NOT_IN JIN",
    "iter": "GET_ITER FOR_ITER",
    "unpack": "UNPACK UNPACK_EX",
    "raise": "RAISE RAISE_FROM RAISE_AGAIN",
    "import": "IMPORT_NAME IMPORT_FROM IMPORT_STAR",
    "yield": "YIELD",
    "match": "MATCH_CLASS MATCH_KEYS MATCH_SEQUENCE MATCH_MAPPING GET_LEN",
    "with": "WITH_ENTER ASYNC_WITH_ENTER WITH_EXCEPT",
    "except": "EXC_MATCH EXC_GROUP_MATCH",
    "return": "RETURN RETURN_NONE",
    "format": "FORMAT_VALUE",
    "function": "MAKE_FUNCTION",
}
THEIRS = {
    "call": "CALL CALL_FUNCTION_EX",
    "attr": "LOAD_ATTR LOAD_METHOD",
    "setattr": "STORE_ATTR",
    "delattr": "DELETE_ATTR",
    "item": "BINARY_SUBSCR",
    "setitem": "STORE_SUBSCR",
    "delitem": "DELETE_SUBSCR",
    "binary": "BINARY_OP",
    "unary": "UNARY_NOT UNARY_POSITIVE UNARY_NEGATIVE UNARY_INVERT",
    "global": "LOAD_GLOBAL LOAD_NAME",
    "compare": "COMPARE_OP",
    "in": "CONTAINS_OP",
    "iter": "GET_ITER FOR_ITER",
    "unpack": "UNPACK_SEQUENCE UNPACK_EX",
    "raise": "RAISE_VARARGS",
    "import": "IMPORT_NAME IMPORT_FROM IMPORT_STAR",
    "yield": "YIELD_VALUE",
    "match": "MATCH_CLASS MATCH_KEYS MATCH_SEQUENCE MATCH_MAPPING GET_LEN",
    "with": "BEFORE_WITH BEFORE_ASYNC_WITH WITH_EXCEPT_START",
    "except": "CHECK_EXC_MATCH CHECK_EG_MATCH",
    "return": "RETURN_VALUE",
    "format": "FORMAT_VALUE",
    "function": "MAKE_FUNCTION",
}


def table(kinds):
    return {op: kind for kind, ops in kinds.items() for op in ops.split()}


def expected(code, out):
    kinds = out.setdefault((code.co_qualname, code.co_firstlineno), collections.defaultdict(set))
    for i in dis.get_instructions(code):
        if kind := table_theirs.get(i.opname):
            p = i.positions
            kinds[kind].add((p.lineno, p.end_lineno, p.col_offset, p.end_col_offset))
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            expected(const, out)


table_theirs, table_ours = table(THEIRS), table(OURS)
counts = collections.Counter()
shown = collections.Counter()


def check(path, got, only):
    want = {}
    try:
        with open(path, "rb") as f:
            expected(compile(f.read(), path, "exec", dont_inherit=True), want)
    except (SyntaxError, ValueError):
        return
    for key, kinds in got.items():
        if key not in want:
            continue
        for kind in OURS:
            if only and kind not in only:
                continue
            missing, extra = want[key][kind] - kinds[kind], kinds[kind] - want[key][kind]
            counts[kind, "same"] += len(want[key][kind] & kinds[kind])
            counts[kind, "missing"] += len(missing)
            counts[kind, "extra"] += len(extra)
            if (missing or extra) and shown[kind] < 5:
                shown[kind] += 1
                print(path, key, kind, "-", sorted(missing, key=str)[:2], "+", sorted(extra, key=str)[:2])


def main():
    only = sys.argv[1:]
    path, got = None, {}
    for line in sys.stdin:
        words = line.split()
        if words[0] == "file":
            if path:
                check(path, got, only)
            path, got = words[1], {}
        elif words[0] == "code":
            kinds = got.setdefault((" ".join(words[1:-1]), int(words[-1])), collections.defaultdict(set))
        elif path and (kind := table_ours.get(words[0])):
            kinds[kind].add(tuple(int(w) for w in words[1:]))
    for kind in OURS:
        print(f"{kind:9} same {counts[kind, 'same']:7} missing {counts[kind, 'missing']:6} extra {counts[kind, 'extra']:6}")


if __name__ == "__main__":
    main()
