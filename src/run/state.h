/* SPDX-License-Identifier: MIT
 * state.h: what run/ keeps for a VM outside struct kr_vm: import and warnings. */
#ifndef KR_RUN_STATE_H
#define KR_RUN_STATE_H

#include "run/ops.h"

typedef struct KrRunState {
    Value importlib;          /* module _frozen_importlib; unset: not booted yet */
    Value importlib_external; /* module _frozen_importlib_external */
    const char *image;        /* frozen.h: the library's code, mapped; NULL: none */
    size_t image_size;
    bool image_sought;
    int frozen_override;
    Value first_folder;    /* goes first on sys.path when the import system is set up */
    uint32_t import_level; /* -X importtime: imports under way, and what those inside took */
    uint64_t import_inner;
    bool import_shown;
    Value loading, loaded; /* name that config.load is asked for; the module it provided */
} KrRunState;

KR_MUST_USE bool kr__run_state_init(kr_vm *vm); /* false: MemoryError pending */
void kr__run_state_free(kr_vm *vm);
void kr__run_state_trace(kr_vm *vm, KrGc *gc);

#endif
