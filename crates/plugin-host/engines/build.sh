#!/bin/sh
# Builds javascript.wasm from shell.js and its modules. Needs Node 20 or newer with npm; README.md beside it says more.
#
#   crates/plugin-host/engines/build.sh [where to write, instead of over the committed file]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/javascript.wasm}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

npm install --silent --no-audit --no-fund --prefix "$tools" @bytecodealliance/jco@1.35.0 componentize-qjs@0.4.5

# The sources are copied so that no folder of this machine can reach the component.
cp "$here"/*.js "$tools"
"$tools/node_modules/.bin/jco" componentize "$tools/shell.js" \
  --wit "$here/../../plugin-sdk/wit" --world-name script-engine \
  --backend quickjs --backend-qjs-stub-wasi --backend-qjs-disable-async \
  --out "$out"
sha256sum "$out"
