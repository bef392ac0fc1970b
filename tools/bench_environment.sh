#!/bin/sh
# Makes what the benchmarks set onevoice against, apart from its own environment: red-dwarf in .venv-bench, R's pscl.
# Usage: bench_environment.sh PYTHON [red-dwarf] [pscl]
set -eu
python=$1
shift
venv=.venv-bench
quietly="sh $(dirname "$0")/patiently.sh"

red_dwarf() {
  [ -f "$venv/ready" ] && [ "$venv/ready" -nt requirements/bench.txt ] && return
  [ -x "$venv/bin/python" ] || $quietly "Making the environment $venv" "$python" -m venv "$venv"
  echo '*' >"$venv/.gitignore"
  $quietly "Fetching red-dwarf and what it needs" \
    "$venv/bin/python" -m pip install --disable-pip-version-check -r requirements/bench.txt
  touch "$venv/ready"
}

pscl() {
  command -v Rscript >/dev/null && Rscript -e 'library(pscl)' >/dev/null 2>&1 && return
  as_root=$([ "$(id -u)" = 0 ] || command -v sudo) && command -v apt-get >/dev/null || {
    echo "R and its package pscl are missing. As root, install the Debian package r-cran-pscl." >&2
    exit 1
  }
  $quietly "Looking for the Debian package r-cran-pscl" $as_root apt-get -o DPkg::Lock::Timeout=300 update -qq
  $quietly "Installing the Debian package r-cran-pscl" \
    $as_root apt-get -o DPkg::Lock::Timeout=300 install -y -qq r-cran-pscl
}

[ $# -gt 0 ] || set -- red-dwarf pscl
for peer in "$@"; do
  case $peer in
    red-dwarf) red_dwarf ;;
    pscl) pscl ;;
    *) echo "There is no peer called '$peer' here; there are red-dwarf and pscl." >&2 && exit 1 ;;
  esac
done
