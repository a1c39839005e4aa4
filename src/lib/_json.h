/* SPDX-License-Identifier: MIT
 * _json.h: what the files of the module _json share: the scanner's class and scanstring (_json_scan.c), found by
 * the module's table in _json.c. */
#ifndef KR_LIB_JSON_H
#define KR_LIB_JSON_H

#include "types/host.h"

extern const KrClassDef kr__json_scanner_def;
/* scanstring(string, end, strict=True). May run Python code. */
Value kr__json_scanstring(kr_vm *vm, Value *a, int n);

#endif
