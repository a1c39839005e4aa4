#!/bin/sh
# SPDX-License-Identifier: MIT
# krait.heap on the programs beside this, its figures compared with the committed ones; and krait.heap from inside.
set -eu
cd "$(dirname "$0")/../.."
case ${KRAIT-} in '') KRAIT=${KR_BUILD:-build}/krait ;; esac
case $KRAIT in /*) ;; *) KRAIT=$PWD/$KRAIT ;; esac
exec env PYTHONDONTWRITEBYTECODE=1 "$KRAIT" test/heap_report/check.py "$@"
