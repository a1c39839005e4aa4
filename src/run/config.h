/* SPDX-License-Identifier: MIT
 * config.h: what the host says when it makes a VM. Kept in vm->config; texts must outlive the VM's
 * start, nothing refers to them afterwards. */
#ifndef KR_RUN_CONFIG_H
#define KR_RUN_CONFIG_H

#include "base/base.h"

/* What a VM may reach outside itself. */
#define KR_GRANT_FILES 1u
#define KR_GRANT_CLOCK 2u
#define KR_GRANT_ENV 4u
#define KR_GRANT_PROCESS 8u
#define KR_GRANT_NET 16u
#define KR_GRANT_STDIO 32u /* sys.stdin, stdout, stderr are the process's own */

/* sys.flags, in its order. */
typedef struct KrFlags {
    int debug, inspect, interactive, optimize, dont_write_bytecode, no_user_site, no_site,
        ignore_environment, verbose, bytes_warning, quiet, hash_randomization, isolated, dev_mode,
        utf8_mode, warn_default_encoding, safe_path, int_max_str_digits;
} KrFlags;

typedef struct KrConfig {
    size_t mem_limit;                                          /* bytes; 0: none */
    void *(*alloc)(void *ud, void *p, size_t osize, size_t n); /* large buffers; NULL: pages */
    double time_limit;                                         /* CPU seconds; 0: none */
    uint64_t steps;                                            /* 0: none */
    uint32_t grants;                                           /* KR_GRANT_* */
    uint32_t call_depth;                                       /* 0: 1000 */
    int argc;
    const char *const *argv;
    unsigned norig;
    const char *const *orig_argv; /* sys.orig_argv */
    const char *executable;       /* sys.executable; NULL: "" */
    const char *stdlib;           /* folder of the library; NULL: none */
    const char *module_path; /* Krait's own modules (lib/), put behind the library; NULL: none */
    const char *python_path; /* PYTHONPATH; NULL: none */
    const char *pycache_prefix, *check_pycs; /* NULL: None, "default" */
    const char *const *warn_options;
    unsigned nwarn;
    const char *const *x_options;
    unsigned nx;
    KrFlags flags;
    bool unbuffered;
    bool no_ranges;   /* -X no_debug_ranges: code keeps lines only */
    bool skip_line;   /* -x */
    bool import_time; /* -X importtime */
    bool hash_fixed;  /* hash_seed counts; else random */
    uint32_t hash_seed;
    uint64_t fail_at; /* as kr__heap_fail_at, from the first request on; 0: off */
    bool fail_sticky;
    void *ud;                                                  /* the host's */
    void (*write)(kr_vm *vm, int fd, const char *s, size_t n); /* NULL: discard, unless STDIO */
    bool (*load)(kr_vm *vm, const char *module);
    bool (*poll)(kr_vm *vm);
} KrConfig;

#endif
