/* SPDX-License-Identifier: MIT
 * cage.c: the one reserve of address space that the VMs of a process share, and who owns which
 * region of it. The only global state of krait; all of it is written under the lock here.
 *
 *   | constants | not used        | regions ...             | marks | units | cards | owners |
 *   0           4 KB              first_region              size
 *
 * The constants (None, False, True, Ellipsis, NotImplemented) lie at fixed places, carry marks that
 * nobody clears, and so look to every collector like old cells that never die. */
#define _GNU_SOURCE
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "heap/private.h"

KrCage kr__cage;
KrCageTables kr__cage_tab;
static char cage_busy; /* the lock */

#define CAGE_MAX ((uint64_t)16 << 30)
#define CAGE_MIN (2 * KR_FIRST_CELL) /* as much for cells as lies below them */

/* Takes the lock. It is held for microseconds, never across a call that can block. */
void kr__cage_lock(void) {
    while (__atomic_test_and_set(&cage_busy, __ATOMIC_ACQUIRE)) sched_yield();
}
void kr__cage_unlock(void) { __atomic_clear(&cage_busy, __ATOMIC_RELEASE); }

static uint64_t marks_bytes(uint64_t size) { return size / 64; }
static uint64_t units_bytes(uint64_t size) { return (size >> UNIT_SHIFT) * sizeof(KrUnit); }
static uint64_t cards_bytes(uint64_t size) { return size >> CARD_SHIFT; }
static uint64_t owners_bytes(uint64_t size) {
    return kr__page_round((size >> REGION_SHIFT) * sizeof(KrRegionSlot));
}
static uint64_t reserve_bytes(uint64_t size) {
    return size + marks_bytes(size) + units_bytes(size) + cards_bytes(size) + owners_bytes(size);
}

static void put_const(uint32_t ref, KrTypeNo type, uint32_t value) {
    KrConst *c = (KrConst *)(kr__cage.base + kr__off(ref));
    c->head.head = (uint32_t)type << 8;
    c->value = value;
    kr__mark_set(ref);
}

/* Lays the tables out in a fresh reserve and makes the constants. */
static void cage_lay_out(char *p, uint64_t size) {
    char *end = (char *)(((uintptr_t)p + 2 * REGION_SIZE - 1) & ~(uintptr_t)(2 * REGION_SIZE - 1));
    KrCageTables *t = &kr__cage_tab;
    t->marks = (uint64_t *)(end + size);
    t->units = (KrUnit *)(end + size + marks_bytes(size));
    t->cards = (uint8_t *)(end + size + marks_bytes(size) + units_bytes(size));
    t->regions = (KrRegionSlot *)((char *)t->cards + cards_bytes(size));
    t->nregions = (uint32_t)(size >> REGION_SHIFT);
    t->first_region = (uint32_t)(KR_FIRST_CELL >> REGION_SHIFT);
    kr__cage.size = size;
    __atomic_store_n(&kr__cage.base, end, __ATOMIC_RELEASE);
    put_const((uint32_t)KR_NONE_V.bits, KR_T_NONE, 0);
    put_const((uint32_t)KR_FALSE_V.bits, KR_T_BOOL, 0);
    put_const((uint32_t)KR_TRUE_V.bits, KR_T_BOOL, 1);
    put_const((uint32_t)KR_ELLIPSIS_V.bits, KR_T_ELLIPSIS, 0);
    put_const((uint32_t)KR_NOTIMPL_V.bits, KR_T_NOTIMPL, 0);
}

/* Most that the reserve should take where address space is limited: half of the limit. */
static uint64_t cage_wanted(void) {
    struct rlimit lim;
    uint64_t size = CAGE_MAX;
    if (getrlimit(RLIMIT_AS, &lim) == 0 && lim.rlim_cur != RLIM_INFINITY)
        while (size > CAGE_MIN && reserve_bytes(size) > lim.rlim_cur / 2) size /= 2;
    return size;
}

/* Makes the cage if there is none yet. False: the system has not even 512 MB of address space. */
bool kr__cage_open(void) {
    if (__atomic_load_n(&kr__cage.base, __ATOMIC_ACQUIRE)) return true;
    kr__cage_lock();
    for (uint64_t size = cage_wanted(); !kr__cage.base && size >= CAGE_MIN; size /= 2) {
        char *p = kr__reserve(reserve_bytes(size) + 2 * REGION_SIZE);
        if (!p) continue;
#ifdef MADV_NOHUGEPAGE /* a small VM touches a little of each table */
        madvise(p, reserve_bytes(size) + 2 * REGION_SIZE, MADV_NOHUGEPAGE);
#endif
        cage_lay_out(p, size);
    }
    bool ok = kr__cage.base != NULL;
    kr__cage_unlock();
    return ok;
}

static bool region_is_free(uint32_t no) { return kr__cage_tab.regions[no].owner == NULL; }

/* First of n free regions side by side, at a multiple of step; 0: none. */
static uint32_t find_regions(uint32_t n, uint32_t step) {
    uint32_t first = kr__cage_tab.first_region;
    first = (first + step - 1) / step * step;
    for (uint32_t at = first; n <= kr__cage_tab.nregions - at;) {
        uint32_t i = 0;
        while (i < n && region_is_free(at + i)) i++;
        if (i == n) return at;
        at = (at + i + step) / step * step;
        if (at >= kr__cage_tab.nregions) break;
    }
    return 0;
}

uint32_t kr__cage_take(kr_vm *vm, uint32_t n, bool even) {
    if (n >= kr__cage_tab.nregions) return 0;
    kr__cage_lock();
    uint32_t first = find_regions(n, even ? 2 : 1);
    for (uint32_t i = 0; first && i < n; i++)
        __atomic_store_n(&kr__cage_tab.regions[first + i].owner, vm, __ATOMIC_RELAXED);
    kr__cage_unlock();
    return first;
}

void kr__cage_give(uint32_t first, uint32_t n) {
    kr__cage_lock();
    for (uint32_t i = 0; i < n; i++)
        __atomic_store_n(&kr__cage_tab.regions[first + i].owner, NULL, __ATOMIC_RELAXED);
    kr__cage_unlock();
}
