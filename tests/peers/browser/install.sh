#!/usr/bin/env bash
# Chromium from the system's packages, and the library that drives it. May run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
into=target/peers/browser
if ! command -v chromium >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
fi
mkdir -p "$into"
if [ ! -d "$into/node_modules/playwright-core" ]; then
  npm install --prefix "$into" --no-package-lock --no-save --silent --no-audit --no-fund playwright-core@1.65.1
fi
touch "$into/installed"
