/* SPDX-License-Identifier: MIT
 * watch.h: who looks on while objects are made, change and die: the advisor (lib/_advise.c). One watcher
 * a VM; without one nothing here costs anything. */
#ifndef KR_HEAP_WATCH_H
#define KR_HEAP_WATCH_H

#include "heap/heap.h"

typedef enum KrNote {
    KR_NOTE_FIELD, /* a layout was made that has one attribute more than another: its last field */
    KR_NOTE_DICT,  /* a layout was made whose instances keep their attributes in a dict          */
    KR_NOTE_VIEW,  /* somebody asked for the __dict__ of an instance                             */
    KR_NOTE_WEAK   /* a weak reference to an object was taken                                    */
} KrNote;

struct KrWatch {
    void (*made)(kr_vm *vm, uint32_t layout); /* a cell is handed out */
    void (*noted)(kr_vm *vm, KrNote what, uint32_t layout);
    void (*collected)(kr_vm *vm, bool full); /* a collection is over */
};                                           /* none of them may make cells or collect */

/* w watches from now on; NULL: nobody does. Every allocation goes the slow way meanwhile. */
void kr__heap_watch(kr_vm *vm, const KrWatch *w);

KR_INLINE void kr__watch_note(kr_vm *vm, KrNote what, uint32_t layout) {
    const KrWatch *w = kr__heap(vm)->watch;
    if (KR_UNLIKELY(w != NULL)) w->noted(vm, what, layout);
}

#endif
