#!/bin/sh
# Debian packages (when root) and Python packages from the lock. Starts nothing.
set -eu
need=""
want() { dpkg -s "$1" >/dev/null 2>&1 || need="$need $1"; }
if command -v apt-get >/dev/null 2>&1; then
  for package in python3-venv gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
                 fonts-dejavu-core chromium poppler-utils xmlsec1; do want "$package"; done
  if [ -n "$need" ]; then
    if [ "$(id -u)" = 0 ]; then
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -qq
      # shellcheck disable=SC2086
      apt-get install -y -qq --no-install-recommends $need >/dev/null
    else
      echo "Install these first:$need" >&2
      exit 1
    fi
  fi
fi
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
