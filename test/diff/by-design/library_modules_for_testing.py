# CPython's own tests have C modules that look at its inside (test.support).
# differs: by design, there is no C API to test: _testcapi, _testbuffer and their like are absent, and tests that need them are skipped
import importlib.util

for name in "_testcapi", "_testbuffer", "_testmultiphase", "_xxsubinterpreters":
    print(name, importlib.util.find_spec(name) is not None)
