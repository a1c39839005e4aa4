# SPDX-License-Identifier: MIT
"""`krait -m krait.heap`: runs a program and reports what its classes take. The reporting modules are imported when the
program is over, so that they are in no figure."""

import sys

import _heap

USAGE = """usage: krait -m krait.heap [options] program.py [arguments]
       krait -m krait.heap [options] -m module [arguments]

  --at WHEN        peak, end or peak,end (the default): of what the table tells
  --every SECONDS  a short table on stderr at this interval, too
  --signal NAME    a table on stderr whenever this signal comes (USR1 when not said)
  --json FILE      all figures as JSON
  --html FILE      one page with a treemap, a timeline and a table
  --top N          rows of a table (20; 0: all)
  --no-retained    without retained bytes: a record costs half
"""


class Options:
    def __init__(self):
        self.at = 'peak,end'
        self.every = 0.0
        self.signal = 'USR1'
        self.json = self.html = None
        self.top = 20
        self.retained = True
        self.module = False


class Usage(Exception):
    pass


def parse(args):
    """(options, program, its arguments)"""
    o = Options()
    args = list(args)
    kinds = {'--at': str, '--every': float, '--signal': str, '--json': str, '--html': str, '--top': int}
    while args and args[0].startswith('-'):
        name, eq, value = args.pop(0).partition('=')
        if name in ('-h', '--help'):
            raise Usage
        if name == '-m':
            o.module = True
            break
        if name == '--no-retained':
            o.retained = False
        elif name in kinds:
            if not eq and not args:
                raise Usage(f'{name} wants a value')
            try:
                setattr(o, name[2:], kinds[name](value if eq else args.pop(0)))
            except ValueError:
                raise Usage(f'{name} wants a number') from None
        else:
            raise Usage(f'unknown option {name}')
    if not args:
        raise Usage('no program is named')
    if not {'peak', 'end'}.issuperset(o.at.split(',')):
        raise Usage('--at knows peak and end')
    return o, args[0], args[1:]


def load(o, program):
    """The program's code and the module __main__ that it is to run in."""
    main = type(sys)('__main__')
    if o.module:
        import runpy
        _, spec, code = runpy._get_module_details(program)
        main.__spec__, main.__file__, main.__package__ = spec, spec.origin, spec.parent
        main.__loader__ = spec.loader
    else:
        import io
        with io.open_code(program) as f:
            text = f.read()
        code = compile(text, program, 'exec', dont_inherit=True)
        main.__file__ = program
        sys.path[0] = program.rpartition('/')[0]
    main.__builtins__ = __builtins__
    return code, main


class Samples:
    """Reports while the program runs."""

    def __init__(self, options):
        self.o = options
        self.taken = []
        self.done = False

    def take(self, why):
        from krait.heap import snapshot
        from krait._report import table
        snap = snapshot(self.o.retained)
        self.taken.append((why, snap))
        sys.stderr.write(f'krait.heap: {why}\n{table(snap, self.o.top)}')
        sys.stderr.flush()

    def on_signal(self, number, frame):
        self.take(f'signal {number}')

    def tick(self):
        import time
        while not self.done:
            time.sleep(self.o.every)
            if not self.done:
                self.take('interval')

    def start(self):
        import _signal  # signal itself would bring enum and its classes
        name = 'SIG' + self.o.signal.upper().removeprefix('SIG')
        number = getattr(_signal, name, None)
        if number is None:
            raise Usage(f'there is no signal {self.o.signal}')
        _signal.signal(number, self.on_signal)
        if self.o.every > 0:
            import _thread
            _thread.start_new_thread(self.tick, ())


def run(code, main):
    """The exit status."""
    sys.modules['__main__'] = main
    try:
        exec(code, main.__dict__)
        if 'threading' in sys.modules:
            sys.modules['threading']._shutdown()
    except SystemExit as e:
        if e.code is None or isinstance(e.code, int):
            return e.code or 0
        print(e.code, file=sys.stderr)
        return 1
    except BaseException as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
        return 130 if isinstance(e, KeyboardInterrupt) else 1
    return 0


def report(o, program, args, status, peak, end, points, samples):
    from krait import _report
    snaps = {'peak': peak, 'end': end}
    sys.stdout.flush()
    for when in o.at.split(','):
        if snaps[when]:
            sys.stderr.write(f'krait.heap: at its {when}\n{_report.table(snaps[when], o.top)}')
    if o.json or o.html:
        figures = _report.figures([program, *args], status, peak, end, points, samples)
        if o.json:
            _report.write(o.json, _report.as_json(figures))
        if o.html:
            from krait import _html
            _report.write(o.html, _html.page(figures))


def main(argv):
    try:
        o, program, args = parse(argv)
        samples = Samples(o)
        samples.start()
    except Usage as e:
        if e.args:
            sys.exit(f'krait.heap: {e}\n{USAGE}')
        print(USAGE, end='')
        return
    try:
        code, module = load(o, program)
    except (OSError, ImportError) as e:
        sys.exit(f'krait.heap: {e}')
    sys.argv[:] = [module.__file__ if o.module else program, *args]
    _heap.watch(o.retained)
    status = run(code, module)
    samples.done = True
    _heap.collect()  # what finalizers let go dies with the next one
    _heap.collect()
    record = _heap.record(o.retained)
    _heap.unwatch()
    from krait.heap import Snapshot
    peak = _heap.peak()
    end = Snapshot(record)
    peak = Snapshot(peak) if peak and peak['bytes'] > record['bytes'] else end
    report(o, program, args, status, peak, end, _heap.points(), samples.taken)
    sys.exit(status)
