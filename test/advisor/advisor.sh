#!/bin/sh
# SPDX-License-Identifier: MIT
# test/advisor/advisor.sh: krait.slots on the programs beside it; see check.py. The build is KR_BUILD.
cd "$(dirname "$0")/../.." || exit 2
krait=${KR_BUILD:-build}/krait
case $krait in /*) ;; *) krait=$PWD/$krait ;; esac
if [ "${MODE-}" = stress ]; then
    echo "skipped: in a stress build each run takes minutes"
    exit 0
fi
if ! "$krait" -c 'import dataclasses, krait.slots' 2>/dev/null; then
    echo "skipped: no library, or no lib/krait beside $krait"
    exit 0
fi
"$krait" test/advisor/notes.py && exec "$krait" test/advisor/check.py
