#!/bin/sh
# Makes .venv and installs the locked dependencies named by $1 (base or dev). Needs only python3 (3.11 or newer).
set -eu
lock="requirements/${1:-base}.txt"

find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    path=$(command -v "$name" || true)
    if [ -n "$path" ] && "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$path"; return
    fi
  done
  echo "Gongkai needs Python 3.11 or newer. 需要 Python 3.11 或更高版本：apt-get install python3" >&2
  exit 1
}

ensure_venv_module() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  package="python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "   installing $package (Python cannot make environments without it)"
    apt-get update -qq && apt-get install -y -qq "$package" >/dev/null
  else
    echo "Python cannot make environments here. Run this line, then make again 请先运行: sudo apt-get install -y $package" >&2
    exit 1
  fi
}

if [ ! -x .venv/bin/python ]; then
  python=$(find_python)
  ensure_venv_module "$python"
  "$python" -m venv .venv
fi
count=$(grep -c '^[a-z0-9].*==' "$lock")
echo "   $count locked packages from $lock (hashes checked)"
rm -f .venv/.failed
{ .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock" 2>&1 || touch .venv/.failed; } |
  sed -n -e 's/^Collecting \([^ ]*\).*/   \1/p' -e '/^ERROR/p' -e 's/^Successfully installed.*/   installed/p'
[ ! -e .venv/.failed ] || { echo "The packages could not be installed. 依赖没有装好，请看上面的原因后重试。" >&2; exit 1; }
.venv/bin/python -m pip check >/dev/null || { .venv/bin/python -m pip check; exit 1; }
.venv/bin/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
