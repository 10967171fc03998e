#!/usr/bin/env bash
# An OpenID provider that the sign-in tests start on loopback. May run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
into=target/peers/oidc
mkdir -p "$into"
if [ ! -d "$into/node_modules/oidc-provider" ]; then
  npm install --prefix "$into" --no-package-lock --no-save --silent --no-audit --no-fund oidc-provider@9.13.3
fi
touch "$into/installed"
