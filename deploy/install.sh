#!/bin/sh
# Installs the bot for a server: deploy/install.sh TARGET
# TARGET/venv gets the packages of requirements/bot.lock, TARGET/app the program and its knowledge base.
# The Dockerfile calls it, and so can anyone who runs the bot without a container.
set -eu
cd "$(dirname "$0")/.."
target=$1
python=${PYTHON:-python3}

"$python" -m venv --clear "$target/venv"
"$target/venv/bin/python" -m pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: --requirement requirements/bot.lock
mkdir -p "$target/app"
cp -R bot knowledge "$target/app/"
# Compiled once here: the bot must start with a file system that it may not write to.
"$target/venv/bin/python" -m compileall -q "$target/app/bot" "$target/venv/lib"
