#!/usr/bin/env bash
# Third-party readers of our OpenAPI export: openapi-spec-validator and schemathesis. May run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
into=target/peers/openapi
mkdir -p "$into"
if [ ! -x "$into/venv/bin/python" ]; then
  python3 -m venv "$into/venv"
fi
"$into/venv/bin/python" -c 'import openapi_spec_validator, schemathesis' 2>/dev/null \
  || "$into/venv/bin/python" -m pip install --quiet --disable-pip-version-check openapi-spec-validator==0.9.0 schemathesis==4.32.5
touch "$into/installed"
