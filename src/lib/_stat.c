/* SPDX-License-Identifier: MIT
 * _stat.c: the module _stat: the constants of file modes and functions on them. */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "lib/modules.h"
#include "types/module.h"
#include "types/str.h"

static bool mode_of(kr_vm *vm, Value v, unsigned *mode) {
    int64_t i;
    if (!kr__index_i64(vm, v, &i)) return false;
    if (i < 0)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR,
                               "can't convert negative value to unsigned int");
    if (i != (int64_t)(uint32_t)i)
        return kr__raise_false(vm, KR_T_X_OVERFLOWERROR, "mode out of range");
    *mode = (unsigned)i;
    return true;
}

#define TEST(name, test)                                              \
    static Value s_##name(kr_vm *vm, Value *a, int n) {               \
        (void)n;                                                      \
        unsigned mode;                                                \
        return mode_of(vm, a[0], &mode) ? kr__bool(test) : KR_FAILED; \
    }
TEST(isdir, S_ISDIR(mode))
TEST(ischr, S_ISCHR(mode))
TEST(isblk, S_ISBLK(mode))
TEST(isreg, S_ISREG(mode))
TEST(isfifo, S_ISFIFO(mode))
TEST(islnk, S_ISLNK(mode))
TEST(issock, S_ISSOCK(mode))
TEST(never, (mode & 0))

static Value s_imode(kr_vm *vm, Value *a, int n) {
    (void)n;
    unsigned mode = 0;
    return mode_of(vm, a[0], &mode) ? kr__from_int48(mode & 07777) : KR_FAILED;
}
static Value s_ifmt(kr_vm *vm, Value *a, int n) {
    (void)n;
    unsigned mode = 0;
    return mode_of(vm, a[0], &mode) ? kr__from_int48(mode & S_IFMT) : KR_FAILED;
}

static char type_char(unsigned mode) {
    switch (mode & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
    }
}
static Value s_filemode(kr_vm *vm, Value *a, int n) {
    (void)n;
    unsigned mode = 0;
    if (!mode_of(vm, a[0], &mode)) return KR_FAILED;
    char text[11] = "?rwxrwxrwx";
    text[0] = type_char(mode);
    for (int i = 0; i < 9; i++)
        if (!(mode & 0400u >> i)) text[i + 1] = '-';
    if (mode & S_ISUID) text[3] = mode & S_IXUSR ? 's' : 'S';
    if (mode & S_ISGID) text[6] = mode & S_IXGRP ? 's' : 'S';
    if (mode & S_ISVTX) text[9] = mode & S_IXOTH ? 't' : 'T';
    return kr__str_new(vm, text, 10);
}

static const KrFnDef functions[] = {
    {"S_ISDIR(mode, /)", s_isdir,
     "S_ISDIR(mode) -> bool\n\nReturn True if mode is from a directory.", 0},
    {"S_ISCHR(mode, /)", s_ischr, "True if mode is from a character special device file.", 0},
    {"S_ISBLK(mode, /)", s_isblk, "True if mode is from a block special device file.", 0},
    {"S_ISREG(mode, /)", s_isreg, "True if mode is from a regular file.", 0},
    {"S_ISFIFO(mode, /)", s_isfifo, "True if mode is from a FIFO.", 0},
    {"S_ISLNK(mode, /)", s_islnk, "True if mode is from a symbolic link.", 0},
    {"S_ISSOCK(mode, /)", s_issock, "True if mode is from a socket.", 0},
    {"S_ISDOOR(mode, /)", s_never, "False.", 0},
    {"S_ISPORT(mode, /)", s_never, "False.", 0},
    {"S_ISWHT(mode, /)", s_never, "False.", 0},
    {"S_IMODE(mode, /)", s_imode, "The portion of the mode that os.chmod can set.", 0},
    {"S_IFMT(mode, /)", s_ifmt, "The portion of the mode that says the file's type.", 0},
    {"filemode(mode, /)", s_filemode, "The mode as text of the form '-rwxrwxrwx'.", 0},
    {NULL, NULL, NULL, 0},
};

static const struct {
    const char *name;
    uint32_t value;
} constants[] = {
    {"S_IFDIR", 0040000},
    {"S_IFCHR", 0020000},
    {"S_IFBLK", 0060000},
    {"S_IFREG", 0100000},
    {"S_IFIFO", 0010000},
    {"S_IFLNK", 0120000},
    {"S_IFSOCK", 0140000},
    {"S_IFDOOR", 0},
    {"S_IFPORT", 0},
    {"S_IFWHT", 0},
    {"S_ISUID", 04000},
    {"S_ISGID", 02000},
    {"S_ISVTX", 01000},
    {"S_ENFMT", 02000},
    {"S_IREAD", 0400},
    {"S_IWRITE", 0200},
    {"S_IEXEC", 0100},
    {"S_IRWXU", 0700},
    {"S_IRUSR", 0400},
    {"S_IWUSR", 0200},
    {"S_IXUSR", 0100},
    {"S_IRWXG", 0070},
    {"S_IRGRP", 0040},
    {"S_IWGRP", 0020},
    {"S_IXGRP", 0010},
    {"S_IRWXO", 0007},
    {"S_IROTH", 0004},
    {"S_IWOTH", 0002},
    {"S_IXOTH", 0001},
    {"UF_NODUMP", 0x1},
    {"UF_IMMUTABLE", 0x2},
    {"UF_APPEND", 0x4},
    {"UF_OPAQUE", 0x8},
    {"UF_NOUNLINK", 0x10},
    {"UF_COMPRESSED", 0x20},
    {"UF_HIDDEN", 0x8000},
    {"SF_ARCHIVED", 0x10000},
    {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000},
    {"SF_NOUNLINK", 0x100000},
    {"SF_SNAPSHOT", 0x200000},
    {"ST_MODE", 0},
    {"ST_INO", 1},
    {"ST_DEV", 2},
    {"ST_NLINK", 3},
    {"ST_UID", 4},
    {"ST_GID", 5},
    {"ST_SIZE", 6},
    {"ST_ATIME", 7},
    {"ST_MTIME", 8},
    {"ST_CTIME", 9},
};

static bool init(kr_vm *vm, Value m) {
    for (size_t i = 0; i < KR_COUNTOF(constants); i++)
        if (!kr__module_add(vm, m, constants[i].name, kr__from_int48(constants[i].value)))
            return false;
    return true;
}

const KrModuleDef kr__module__stat = {
    .name = "_stat",
    .doc = "S_IFMT_: file type bits\nS_IFDIR: directory and its like",
    .functions = functions,
    .init = init,
};
