/* SPDX-License-Identifier: MIT */
/* bench/spawn.c: runs one command and writes down what it cost.
 *
 *     spawn FILE COMMAND [ARGUMENT...]
 *
 * writes to FILE one line, "STATUS CPU_NS PEAK_KB WALL_NS". The kernel carries a process's peak
 * memory over exec, so a command started straight from a large driver (Python) would show the
 * driver's peak; this program is smaller than anything it measures. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long timeval_ns(struct timeval t) {
    return t.tv_sec * 1000000000LL + t.tv_usec * 1000LL;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: spawn FILE COMMAND [ARGUMENT...]\n");
        return 2;
    }
    long long start = now_ns();
    pid_t pid = vfork();
    if (pid == 0) {
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    struct rusage use;
    int status;
    while (pid > 0 && wait4(pid, &status, 0, &use) < 0) {
        if (errno != EINTR) return 2;
    }
    if (pid < 0) return 2;
    long long wall = now_ns() - start;
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        fprintf(stderr, "spawn: %s: %s\n", argv[1], strerror(errno));
        return 2;
    }
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fprintf(out, "%d %lld %ld %lld\n", code, timeval_ns(use.ru_utime) + timeval_ns(use.ru_stime),
            use.ru_maxrss, wall);
    return fclose(out) == 0 ? code : 2;
}
