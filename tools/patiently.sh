#!/bin/sh
# Runs a command quietly: says what it does, a dot every few seconds, and its output only if it fails.
set -u
what=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
printf '%s ' "$what" >&2
"$@" >"$log" 2>&1 &
running=$!
trap 'kill "$running" 2>/dev/null; exit 130' INT TERM
tick=0
while kill -0 "$running" 2>/dev/null; do
  sleep 0.2
  tick=$((tick + 1))
  [ $((tick % 15)) -ne 0 ] || printf . >&2
done
wait "$running" && { echo " done" >&2; exit 0; }
status=$?
echo " failed" >&2
cat "$log" >&2
exit "$status"
