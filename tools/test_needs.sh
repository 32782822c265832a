#!/bin/sh
# Installs what the browser tests need where this machine allows it (root and apt); elsewhere the tests say what is missing.
set -u
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "==> chromium for the browser tests"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 ||
    echo "   could not install chromium; the browser tests will say so"
fi
exit 0
