#!/bin/sh
# Runs the headless tests under valgrind, one TAP point a program: an error or a
# definite leak is a failure.
set -u
here=$(dirname "$0")
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! command -v valgrind >/dev/null; then
	echo 'Bail out! valgrind is not installed; "make setup" does that'
	exit 1
fi
set -- "$DISCRETION_BUILD"/tests/purple/test_*
programs=
for program; do
	case $program in *.o | *.d) ;; *) programs="$programs $program" ;; esac
done
# shellcheck disable=SC2086 # paths of a build folder
set -- $programs
echo "1..$#"
n=0
for program; do
	n=$((n + 1))
	if valgrind -q --suppressions="$here/valgrind.supp" --trace-children=yes \
		--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
		--error-exitcode=99 "$program" >"$log" 2>&1; then
		echo "ok $n - $(basename "$program")"
	else
		echo "not ok $n - $(basename "$program")"
		sed 's/^/# /' "$log"
	fi
done
