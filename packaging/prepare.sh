# Sourced by run.sh and test.sh: packages and builds. Needs $here, the project's root.

# Names in debian-packages.txt that stand under one of the given groups.
listed_packages() {
    awk -v groups=" $1 " '
        /^# [a-z]+(:|$)/ { sub(":", "", $2); wanted = index(groups, " " $2 " ") > 0 }
        /^[a-z0-9]/ && wanted { print $1 }' "$here/packaging/debian-packages.txt"
}

# Installs the listed packages that are missing, as root or with sudo.
install_packages() {
    local missing=() package as_root=()
    for package in $(listed_packages "$1"); do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "These packages are missing; install them as root: ${missing[*]}" >&2
            exit 1
        }
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Configures, once, and builds a preset. What the tools say is shown only when they fail.
build_preset() {
    local build=$here/build/$1 log=$here/build/$1.log
    mkdir -p "$here/build"
    if [ ! -e "$build/build.ninja" ]; then
        (cd "$here" && cmake --preset "$1") >"$log" 2>&1 || {
            cat "$log" >&2
            exit 1
        }
    fi
    if ! ninja -C "$build" -n 2>/dev/null | grep -q 'no work to do'; then
        echo "Building into $build; the first time takes some minutes." >&2
    fi
    ninja -C "$build" >"$log" 2>&1 || {
        grep -E 'error|FAILED' "$log" >&2 || tail -n 40 "$log" >&2
        exit 1
    }
}
