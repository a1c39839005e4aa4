# The source line under a traceback entry is decoded as its file declares (PEP 263).
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "program.py")
    for head, charset in [("# coding: latin-1\n", "latin-1"), ("#!/bin/sh\n# -*- coding: cp1252 -*-\n", "cp1252"),
                          ("# coding: utf-8\n", "utf-8"), ("x=0\n# coding: koi8-r\n", "utf-8"), ("\n\n# coding: latin-1\n", "utf-8"),
                          (" \t\f\n# vim: set fileencoding=iso-8859-15 :\n", "iso-8859-15")]:
        with open(name, "wb") as file:
            file.write((head + "if 1:\n    raise RuntimeError('h\xe9 ho')\n").encode(charset))
        ended = subprocess.run([sys.executable, name], capture_output=True, env={"PYTHONIOENCODING": "utf-8"})
        print(ended.returncode, ascii(ended.stderr.decode().replace(folder, "")))
    with open(name, "wb") as file:
        file.write(b"# coding: latin-1\nimport warnings\nwarnings.warn('\xe9')\nx = '\xe9\xe9'; 1 / 0\n")
    ended = subprocess.run([sys.executable, name], capture_output=True, env={"PYTHONIOENCODING": "utf-8"})
    print(ascii(ended.stderr.decode().replace(folder, "")))
