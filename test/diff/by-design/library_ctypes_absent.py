# ctypes calls functions of C libraries (library, ctypes).
# differs: by design, no foreign code runs in a VM: module _ctypes is absent, and importing ctypes is a clear ImportError
try:
    import ctypes
    print(ctypes.c_int(3).value)
except ImportError as error:
    print(type(error).__name__, error)
