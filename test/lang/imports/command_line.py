# What -m, -c, folders, zip files and options make of sys.path, sys.argv and __main__.
import os
import sys
import _folder

SHOW = '''import sys
print(__name__, __package__ or None, __spec__ and __spec__.name, sys.argv[1:])
print([p.replace(sys.argv[-1], 'ROOT') for p in sys.path[:1]], sys.argv[0].replace(sys.argv[-1], 'ROOT'))
'''
_folder.write(pkg__='print("package", __name__)', pkg__run=SHOW, script=SHOW, plain__file='x = 1',
              **{'pkg/__main__': SHOW})
ROOT = _folder.ROOT


def run(*words):
    """Runs the interpreter in the folder of modules; what it prints, and how it ends."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        os.chdir(ROOT)
        for fd in (1, 2):
            os.dup2(write, fd)
        os.dup2(os.open('/dev/null', os.O_RDONLY), 0)
        os.execv(sys.executable, [sys.executable, *words])
    os.close(write)
    with open(read) as f:
        text = f.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print('$', *words[:-1] if words[-1] == ROOT else words)
    print(text.replace(sys.executable, 'python').replace(ROOT, 'ROOT'), end='')
    if status:
        print('status', status)


sys.stdout.reconfigure(line_buffering=True)
run('-m', 'pkg', 'a', ROOT)
run('-m', 'pkg.run', ROOT)
run('script.py', 'a', 'b', ROOT)
run('pkg', ROOT)
run('pkg/run.py', ROOT)
run('-I', '-m', 'pkg', ROOT)
run('-P', 'pkg/run.py', ROOT)
run('plain', ROOT)
run('-m', 'plain', ROOT)
run('-m', 'plain.nothing', ROOT)
run('-m', 'nothing', ROOT)
run('-c', 'import sys; print(sys.path[0] == "", sys.argv)', 'a', '-x')
run('-c', 'import pkg.run', ROOT)
run('-Sc', 'import sys; print("site" in sys.modules, len(sys.meta_path), len(sys.path_hooks), sys.flags.no_site)')
run('-Oc', 'import sys; assert 0; print(sys.flags.optimize, __debug__)')
run('-bb', '-c', 'import sys; print(sys.flags.bytes_warning, sys.warnoptions)')
run('-X', 'dev', '-c', 'import sys; print(sys.flags.dev_mode, sys.warnoptions)')
run('-d', '-c', 'import sys; print(sys.flags.debug)')
run('-X', 'pycache_prefix=/some/where', '-c', 'import sys; print(sys.pycache_prefix)')
run('--check-hash-based-pycs', 'never', '-c', 'import _imp; print(_imp.check_hash_based_pycs)')
run('-X', 'frozen_modules=off', '-c', 'import _imp; print(_imp.is_frozen("os"), _imp.is_frozen("zipimport"))')
with open(ROOT + '/first.txt', 'w') as f:
    f.write('$ this is (no Python\nimport sys\nprint(sys._getframe().f_lineno)\n')
run('-x', 'first.txt')
