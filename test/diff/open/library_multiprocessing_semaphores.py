# What connects processes (library, multiprocessing).
# differs: module _multiprocessing is not there: multiprocessing's pipes, locks, queues and pools cannot be made
import multiprocessing

try:
    print(multiprocessing.Pipe(False)[0].closed)
    print(type(multiprocessing.Lock()).__name__)
except ImportError as error:
    print(type(error).__name__, error)
