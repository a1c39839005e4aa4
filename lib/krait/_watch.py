# SPDX-License-Identifier: MIT
"""Runs a program as __main__ under the watch of _advise, and keeps what that saw."""
import os
import sys
import time

import _advise

FEW = 256

class Run:
    """What was seen. Layout rows: class, names, wide, plain, dict mode, instances, bytes of cells, of buffers, of
    overflow, of dicts, of a slotted cell."""

    def __init__(self):
        self.status = 0
        self.error = None
        self.seen = None
        self.seconds = 0.0
        self.classes = []
        self.events = []
        self.layouts = []
        self.peak = 0
        self.unset = {}


def _progress(stop, stream):
    start = time.monotonic()
    while not stop:
        time.sleep(0.5)
        now = time.monotonic() - start
        if not stop and now > 2:
            print(f"\rkrait.slots: the program runs, {now:.0f} s", end="", file=stream, flush=True)
            stop.shown = True


class _Stop(list):
    shown = False


def _begin_progress(wanted):
    stop = _Stop()
    if wanted:
        import _thread

        _thread.start_new_thread(_progress, (stop, sys.stderr))
    return stop


def _end_progress(stop):
    stop.append(True)
    if stop.shown:
        print(file=sys.stderr)


def _execute(script, args, run):
    module = type(sys)("__main__")
    module.__file__ = script
    module.__builtins__ = sys.modules["builtins"]
    with open(script, "rb") as f:
        source = f.read()
    old = sys.modules["__main__"], sys.argv, sys.path[:]
    sys.modules["__main__"] = module
    sys.argv = [script, *args]
    folder = script.rpartition("/")[0]
    roots = os.environ.pop("KRAIT_SLOTS_PATH", "").split(os.pathsep)  # of the program that this is a copy of
    sys.path[0:1] = [folder or ".", *filter(None, roots)]
    run.module = module
    _advise.start()
    try:
        exec(compile(source, script, "exec"), module.__dict__)
        run.seen = _advise.stop()  # at once: what the program let go last still stands in the heap
    except SystemExit as e:
        run.status = e.code if isinstance(e.code, int) else 0 if e.code is None else 1
        if e.code is not None and not isinstance(e.code, int):
            print(e.code, file=sys.stderr)
    except BaseException as e:
        run.seen = _advise.stop()
        run.status = 1
        run.error = e
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
    if run.seen is None:
        run.seen = _advise.stop()
    return old


def _chosen(classes, at_peak, at_end):
    """Layouts of each class: as they were at the end when none has died, at the peak otherwise. A class that the
    peak came too early for is taken from the end, too, when as many are known to have lived at once."""
    there = {id(row[0]) for row in at_peak}
    ending = {}
    for cls, *_, n, _, _, _, _, _ in at_end:
        ending[id(cls)] = ending.get(id(cls), 0) + n
    last = {id(cls) for cls, made, died, most, *_ in classes
            if not died or id(cls) not in there and (made <= FEW or ending.get(id(cls), 0) <= most)}
    return [r for r in at_end if id(r[0]) in last] + [r for r in at_peak if id(r[0]) not in last]


def watch(script, args, progress):
    """Runs the script to its end; SystemExit and errors end it as they do a program."""
    run = Run()
    stop = _begin_progress(progress)
    start = time.process_time()
    old = _execute(script, args, run)
    run.seconds = time.process_time() - start
    run.classes, run.events, at_peak, at_end, run.peak = run.seen
    _end_progress(stop)
    run.unset = {id(cls): unset for cls, _, _, _, _, unset in run.classes}
    run.layouts = _chosen(run.classes, at_peak, at_end)
    sys.stdout.flush()
    sys.modules["__main__"], sys.argv, sys.path[:] = old
    return run
