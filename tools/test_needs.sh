#!/bin/sh
# Installs what the browser tests (and, with the word slow, the slow ones) need where this machine allows it (root and apt); elsewhere the tests say what is missing.
set -u
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "==> chromium for the browser tests"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 ||
    echo "   could not install chromium; the browser tests will say so"
fi
if [ "${1:-}" = slow ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null &&
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "==> PostgreSQL for the slow tests"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 ||
    echo "   could not install PostgreSQL; the slow tests will say so"
fi
exit 0
