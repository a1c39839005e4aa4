#!/bin/sh
# SPDX-License-Identifier: MIT
# The page of krait.heap in headless Chromium (Debian's): its figures against the JSON's, and screenshots in the build
# folder. make test-browser installs the browser; without one this is skipped.
set -eu
cd "$(dirname "$0")/../../.."
BUILD=${KR_BUILD:-build}
KRAIT=${KRAIT:-$BUILD/krait}
case $KRAIT in /*) ;; *) KRAIT=$PWD/$KRAIT ;; esac
browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ]; then
    echo "browser: skipped, chromium is not installed"
    exit 0
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$KRAIT" test/heap_report/browser/browser.py "$browser" "$BUILD"
