#!/usr/bin/env bash
# Installs what is missing, builds Palimpsest and runs it.
#
#   ./run.sh              the window on the demo of photographs; without a display, the demo of
#                         garments in the terminal
#   ./run.sh STUDY        the window on a study
#   ./run.sh --cli ARGS   palimpsest-cli with these arguments
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/packaging/prepare.sh"

install_packages "run build"
build_preset release

bin=$here/build/release/bin
if [ "${1:-}" = --cli ]; then
    shift
    exec "$bin/palimpsest-cli" "$@"
fi
if [ $# -gt 0 ]; then
    exec "$bin/palimpsest" "$@"
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    photos=$here/build/photo_demo
    [ -e "$photos/study.json" ] || "$bin/palimpsest-cli" demo "$photos" --photos >/dev/null
    exec "$bin/palimpsest" "$photos" --extract
fi

demo=$here/build/demo
[ -e "$demo/study.json" ] || "$bin/palimpsest-cli" demo "$demo" >/dev/null
"$bin/palimpsest-cli" extract "$demo"
"$bin/palimpsest-cli" analyse "$demo"
figures=$here/build/figures
mkdir -p "$figures"
printf '%s\n' knowledge orders likeness ratio accuracy overlay |
    xargs -P 2 -I{} "$bin/palimpsest-cli" -q figure "$demo" --kind {} --out "$figures/{}.pdf" >/dev/null
echo
echo "Study:   $demo"
echo "Figures: $figures (each with its data as .csv and its provenance as .json)"
echo "There is no display; with one, ./run.sh opens the window."
