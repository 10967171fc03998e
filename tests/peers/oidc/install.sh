#!/usr/bin/env bash
# An OpenID provider that the sign-in tests start on loopback. May run again: what is there already stays.
set -euo pipefail
version=9.13.3
peers=$(cd "$(dirname "$0")/../../.." && pwd)/target/peers/oidc
installed=$peers/node_modules/oidc-provider/package.json
if [ -e "$installed" ] && grep -q "\"version\": \"$version\"" "$installed"; then
  echo "oidc-provider $version is there"
  exit 0
fi
mkdir -p "$peers"
npm install --prefix "$peers" --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error "oidc-provider@$version"
