/* SPDX-License-Identifier: MIT
 * traceback_print.h: exceptions as text, the way a program that ends by one shows it. */
#ifndef KR_TYPES_TRACEBACK_PRINT_H
#define KR_TYPES_TRACEBACK_PRINT_H

#include "base/vec.h"
#include "run/ops.h"

/* Text under construction. A failed append sets `failed`; what follows is dropped. */
typedef struct KrOut {
    kr_vm *vm;
    KR_VEC(char) text;
    bool failed;
    int depth;       /* nesting of exception groups */
    bool need_close; /* the line that closes the innermost group is still to be written */
} KrOut;
void kr__out(KrOut *o, const char *s, size_t n);
void kr__out_text(KrOut *o, const char *s);
void kr__out_str(KrOut *o, Value str);
void kr__out_format(KrOut *o, const char *fmt, ...) KR_PRINTF(2, 3);
void kr__out_margin(KrOut *o); /* what stands in front of each line */

/* The exception with its tracebacks, causes and notes. Failed: no memory (or a stop); else a str. May run Python. */
KR_MUST_USE Value kr__exception_text(kr_vm *vm, Value exc);
KR_MUST_USE Value kr__exception_text_with(kr_vm *vm, Value exc,
                                          Value traceback); /* another traceback, or None */

/* To sys.stderr, or to the host when there is none. Never fails. */
void kr__print_exception(kr_vm *vm, Value exc);
void kr__stderr_write(kr_vm *vm, Value text);
void kr__stderr_text(kr_vm *vm, const char *text);

/* traceback_source.c: the source line of an entry (code position at pc) with its carets; nothing where there is none. */
void kr__out_source(KrOut *o, Value filename, int line, const void *code, uint32_t pc);
/* The File line, text and caret of a SyntaxError. */
void kr__out_syntax(KrOut *o, Value exc);
/* A source line of a file as UTF-8 without its newline, appended to buf. False: there is none. */
typedef KR_VEC(char) KrLine;
bool kr__source_line(kr_vm *vm, Value filename, int line, KrLine *buf);

/* suggest.c: the name that was meant, as NameError and AttributeError offer it; unset: none. Never fails. */
Value kr__suggestion(kr_vm *vm, Value exc);

#endif
