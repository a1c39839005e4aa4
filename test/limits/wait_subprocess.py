# A program that does not end.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import subprocess
subprocess.run(["sleep", "3"])
