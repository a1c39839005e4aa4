# Functions that are for crashing.
# ends: done
# prints: caught
for module, names in ('faulthandler', ('_sigsegv', '_sigabrt', '_read_null', '_stack_overflow', '_fatal_error_c_thread', '_sigfpe', 'dump_traceback_later')), ('_testcapi', ('crash_no_current_thread', 'fatal_error')), ('sys', ('_debugmallocstats',)):
    try: m = __import__(module)
    except ImportError: continue
    for n in names:
        try: getattr(m, n)(*([1] if 'later' in n else []))
        except (AttributeError, OSError, TypeError, ValueError, RuntimeError): pass
print('caught')
