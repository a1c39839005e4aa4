/* SPDX-License-Identifier: MIT */
/* bench/start.c: what it costs to start and end an empty program.
 *
 *     start [-n ROUNDS] [KRAIT [REFERENCE]]
 *
 * spawns /bin/true, `KRAIT -I -S -c pass` and `REFERENCE -I -S -c pass` in turn, ROUNDS times each
 * (200), and prints the median CPU time and peak memory of each, and how they relate.
 *
 * CPU time is the scheduler's own nanosecond count, read from /proc/PID/schedstat while the ended
 * process is not reaped yet; where that is missing, user + system time of wait4. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROGRAMS = 3, MAX_ROUNDS = 10000 };

typedef struct {
    const char *label;
    const char *argv[6];
    double cpu[MAX_ROUNDS];  /* microseconds */
    double peak[MAX_ROUNDS]; /* kilobytes */
    double cpu_median, cpu_low, peak_median;
} Program;

static Program programs[PROGRAMS];

static void give_up(const char *what) {
    fprintf(stderr, "start: %s: %s\n", what, strerror(errno));
    exit(2);
}

/* Nanoseconds that the ended, unreaped process ran; negative when the kernel does not say. */
static long long schedstat_ns(pid_t pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
    FILE *file = fopen(path, "r");
    long long ns = -1;
    if (!file) return -1;
    if (fscanf(file, "%lld", &ns) != 1 || ns == 0) ns = -1;
    fclose(file);
    return ns;
}

static void run_once(Program *program, int round) {
    pid_t pid = vfork();
    if (pid == 0) {
        execv(program->argv[0], (char *const *)program->argv);
        _exit(127);
    }
    if (pid < 0) give_up("vfork");
    siginfo_t info;
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT) < 0) give_up("waitid");
    long long ns = schedstat_ns(pid);
    struct rusage use;
    int status;
    if (wait4(pid, &status, 0, &use) < 0) give_up("wait4");
    if (status != 0) {
        fprintf(stderr, "start: %s failed with wait status %d\n", program->label, status);
        exit(1);
    }
    double fallback = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e6 +
                      (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
    program->cpu[round] = ns >= 0 ? (double)ns / 1e3 : fallback;
    program->peak[round] = (double)use.ru_maxrss;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void set_program(Program *program, const char *label, const char *path, int is_python) {
    static const char *const words[] = {"-I", "-S", "-c", "pass"};
    program->label = label;
    program->argv[0] = path;
    for (int i = 0; is_python && i < 4; i++) program->argv[1 + i] = words[i];
}

int main(int argc, char **argv) {
    int rounds = 200, option;
    while ((option = getopt(argc, argv, "n:")) != -1) {
        if (option != 'n' || (rounds = atoi(optarg)) < 1 || rounds > MAX_ROUNDS) {
            fprintf(stderr, "usage: start [-n ROUNDS] [KRAIT [REFERENCE]]\n");
            return 2;
        }
    }
    const char *krait = optind < argc ? argv[optind] : "build/krait";
    const char *reference = optind + 1 < argc ? argv[optind + 1] : "/usr/bin/python3.11";
    set_program(&programs[0], "true", "/bin/true", 0);
    set_program(&programs[1], "krait", krait, 1);
    set_program(&programs[2], "CPython", reference, 1);
    for (int i = 0; i < PROGRAMS; i++) run_once(&programs[i], 0); /* warms the page cache */
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < PROGRAMS; i++) run_once(&programs[i], round);
    }
    printf("%-8s %12s %12s %12s\n", "program", "CPU ms", "lowest ms", "peak MB");
    for (int i = 0; i < PROGRAMS; i++) {
        Program *p = &programs[i];
        qsort(p->cpu, (size_t)rounds, sizeof *p->cpu, compare);
        qsort(p->peak, (size_t)rounds, sizeof *p->peak, compare);
        p->cpu_median = (p->cpu[(rounds - 1) / 2] + p->cpu[rounds / 2]) / 2;
        p->peak_median = (p->peak[(rounds - 1) / 2] + p->peak[rounds / 2]) / 2;
        printf("%-8s %12.3f %12.3f %12.2f\n", p->label, p->cpu_median / 1e3, p->cpu[0] / 1e3,
               p->peak_median / 1024);
    }
    printf("krait / true:    CPU %.2f, peak %.2f\n",
           programs[1].cpu_median / programs[0].cpu_median,
           programs[1].peak_median / programs[0].peak_median);
    printf("krait / CPython: CPU %.3f, peak %.3f\n",
           programs[1].cpu_median / programs[2].cpu_median,
           programs[1].peak_median / programs[2].peak_median);
    return 0;
}
