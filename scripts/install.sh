#!/bin/sh
# Makes .venv and installs one lock file into it: scripts/install.sh run|dev
# Says in one sentence what the machine lacks. Plain sh: it has to run before anything is installed.
set -eu
cd "$(dirname "$0")/.."
lock=$1
venv=.venv

newest_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            "$name" -c 'import sys; print(sys.executable)'
            # The newest one that can also make a virtual environment; else the newest, to be named below.
            if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then break; fi
        fi
    done | tail -n 1
}

die() {
    echo "$1" >&2
    exit 2
}

usable() {
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if ! usable; then
    python=$(newest_python)
    if [ -z "$python" ]; then
        die "ResponsiBot needs Python 3.11 or newer, and this machine has none: install it \
(Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python)."
    fi
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        die "Python $version has no venv module here: install it (Debian, Ubuntu: sudo apt install python$version-venv)."
    fi
    echo "Making $venv with $("$python" --version) ..."
    "$python" -m venv --clear "$venv"
fi

echo "Installing requirements/$lock.lock (every file is checked against its hash) ..."
if ! "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: --requirement "requirements/$lock.lock"; then
    die "The packages could not be installed (the lines above say why, mostly it is the network): run the same command again."
fi
touch "$venv/.installed-$lock"
# What the tests and checks need includes all that the bot needs to run.
if [ "$lock" = dev ]; then touch "$venv/.installed-run"; fi
