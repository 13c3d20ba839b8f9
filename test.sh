#!/usr/bin/env bash
# Installs what is missing, builds everything with its tests and runs them.
# Arguments go to ctest, e.g. ./test.sh -R Journey
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/packaging/prepare.sh"

install_packages "run build test"
build_preset dev
cd "$here"
ctest --preset dev -j "$(nproc)" "$@"
