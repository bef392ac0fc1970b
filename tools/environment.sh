#!/bin/sh
# Makes the virtual environment with the pinned versions, on a machine that has only Python 3.11.
set -eu
python=$1 venv=$2
command -v "$python" >/dev/null 2>&1 || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "onevoice needs Python 3.11 or later; '$python' is older. Install it, or say: make PYTHON=python3.12" >&2
  exit 1
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  echo "Python's venv module is missing; installing the Debian package python3-venv." >&2
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get -o DPkg::Lock::Timeout=300 update -qq
  $as_root apt-get -o DPkg::Lock::Timeout=300 install -y -qq python3-venv >/dev/null
fi
echo "Setting up $venv (a minute or two, once) ..."
"$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check uv
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet -r requirements/dev.txt
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install --quiet --no-deps -e .
