#!/bin/sh
# Puts the wallwalk that this program is built with into ./.wallwalk/bin. Where
# it comes from, and the sum of its bytes, stand in .wallwalk/release, so that
# every build is made by the same one.
set -eu
cd "$(dirname "$0")"
. ./release
if [ -z "$WALLWALK_URL" ] || [ -z "$WALLWALK_SHA256" ]; then
  echo "say in .wallwalk/release where to get wallwalk for Linux, and its SHA-256" >&2
  exit 1
fi
mkdir -p bin
curl -fsSL --retry 3 --proto '=https' -o bin/wallwalk "$WALLWALK_URL"
echo "$WALLWALK_SHA256  bin/wallwalk" | sha256sum -c - >/dev/null || { echo "what came from $WALLWALK_URL is not what .wallwalk/release says" >&2; rm -f bin/wallwalk; exit 1; }
chmod +x bin/wallwalk
