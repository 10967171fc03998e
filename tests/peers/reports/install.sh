#!/usr/bin/env bash
# Third-party readers of our reports: junitparser (JUnit), har-validator (HAR), the SARIF 2.1.0 schema that Microsoft's
# jest-sarif ships, and curl. May run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
into=target/peers/reports
mkdir -p "$into"
if ! command -v curl >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends curl >/dev/null
fi
if [ ! -d "$into/node_modules/@microsoft/jest-sarif" ]; then
  npm install --prefix "$into" --no-package-lock --no-save --silent --no-audit --no-fund \
    har-validator@5.1.5 @microsoft/jest-sarif@1.0.0-beta.0
fi
if [ ! -x "$into/venv/bin/python" ]; then
  python3 -m venv "$into/venv"
fi
"$into/venv/bin/python" -c 'import junitparser' 2>/dev/null \
  || "$into/venv/bin/python" -m pip install --quiet --disable-pip-version-check junitparser==5.0.3
touch "$into/installed"
