#!/bin/sh
# SPDX-License-Identifier: MIT
# test/locale/locale.sh: real locales, made in a folder of its own, say what CPython says of them: program.py prints the same
# under both. The build is KR_BUILD.
cd "$(dirname "$0")/../.." || exit 2
krait=${KR_BUILD:-build}/krait
case $krait in /*) ;; *) krait=$PWD/$krait ;; esac
oracle=${ORACLE:-/usr/bin/python3.11}
if [ "${MODE-}" = stress ]; then
    echo "skipped: in a stress build it takes minutes"
    exit 0
fi
if [ ! -x "$oracle" ] || ! command -v localedef >/dev/null || [ ! -e /usr/share/i18n/locales/de_DE ]; then
    echo "skipped: no CPython 3.11, no localedef, or no sources of locales"
    exit 0
fi
if ! "$krait" -c 'import locale' 2>/dev/null; then
    echo "skipped: no library"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for locale in de_DE.ISO-8859-1 fr_FR.UTF-8 hi_IN.UTF-8 ja_JP.EUC-JP; do
    if ! localedef -c -i "${locale%%.*}" -f "${locale#*.}" "$work/$locale" >/dev/null 2>&1; then
        [ -d "$work/$locale" ] || continue # a warning is no failure
    fi
    set -- "$@" "$locale"
done
unset LANGUAGE
export LOCPATH="$work" LC_ALL=C.UTF-8 TMPDIR="$work"
export LSAN_OPTIONS="suppressions=$PWD/test/locale/lsan.supp:print_suppressions=0"
"$oracle" test/locale/program.py "$@" >"$work/expected" 2>&1
"$krait" test/locale/program.py "$@" >"$work/got" 2>&1
if diff "$work/expected" "$work/got" >"$work/diff"; then
    echo "$(wc -l <"$work/expected") passed, 0 failed"
else
    head -20 "$work/diff"
    echo "0 passed, $(grep -c '^[<>]' "$work/diff") failed"
    exit 1
fi
