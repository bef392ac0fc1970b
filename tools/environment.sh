#!/bin/sh
# Makes the virtual environment with the pinned versions, on a machine that has only Python 3.11.
set -eu
python=$1 venv=$2
quietly="sh $(dirname "$0")/patiently.sh"
command -v "$python" >/dev/null 2>&1 || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "onevoice needs Python 3.11 or later; '$python' is older. Install it, or say: make PYTHON=python3.12" >&2
  exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  as_root=$([ "$(id -u)" = 0 ] || command -v sudo) && command -v apt-get >/dev/null || {
    echo "Python's venv module is missing. As root, install the package $package, then run make again." >&2
    exit 1
  }
  $quietly "Looking for the Debian package $package" $as_root apt-get -o DPkg::Lock::Timeout=300 update -qq
  $quietly "Installing the Debian package $package" \
    $as_root apt-get -o DPkg::Lock::Timeout=300 install -y -qq "$package"
fi
[ -x "$venv/bin/python" ] || $quietly "Making the environment $venv" "$python" -m venv "$venv"
export VIRTUAL_ENV="$venv"
$quietly "Fetching the installer" "$venv/bin/pip" install --disable-pip-version-check uv
$quietly "Fetching the pinned packages (a minute or two, once)" "$venv/bin/uv" pip install -r requirements/dev.txt
$quietly "Installing onevoice" "$venv/bin/uv" pip install --no-deps -e .
