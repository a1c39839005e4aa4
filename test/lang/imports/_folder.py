"""A folder for the modules that a test writes, on sys.path, taken away at the end."""
import atexit
import os
import sys

ROOT = f"{os.environ.get('TMPDIR', '/tmp')}/imports-{os.getpid()}"


def _remove(path):
    for entry in os.scandir(path):
        if entry.is_dir(follow_symlinks=False):
            _remove(entry.path)
        else:
            os.unlink(entry.path)
    os.rmdir(path)


def write(**files):
    """write(package__module='text') writes package/module.py; a name that ends in __ is a package's own;
    a name with a slash is a path already."""
    import importlib
    for name, text in files.items():
        path = f"{ROOT}/{name if '/' in name else name.replace('__', '/')}"
        path += '__init__.py' if path.endswith('/') else '.py'
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as f:
            f.write(text)
    importlib.invalidate_caches()


os.mkdir(ROOT)
sys.path.insert(0, ROOT)
atexit.register(_remove, ROOT)
