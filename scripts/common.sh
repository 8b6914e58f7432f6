# What the scripts share; sourced, never run.
# shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly PROGRAMS=.build/twinbench

# Kernels give the same bits on both levels; the command line picks the faster worker that the processor can run.
readonly BASE_LEVEL=x86-64-v2
readonly FAST_LEVEL=x86-64-v3

started=$SECONDS

elapsed() {
  local seconds=$((SECONDS - started))
  if ((seconds < 60)); then printf '%ds' "$seconds"; else printf '%dm%02ds' $((seconds / 60)) $((seconds % 60)); fi
}

# A line with the time since the script began.
say() { printf '[%6s] %s\n' "$(elapsed)" "$*"; }

fail() {
  printf '[%6s] %s\n' "$(elapsed)" "$1" >&2
  shift
  for line in "$@"; do printf '         %s\n' "$line" >&2; done
  exit 1
}

# Runs a command quietly; shows the end of what it said when it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    fail "This command failed: $*"
  fi
  rm -f "$log"
}
