#!/usr/bin/env bash
# Third-party readers of the files for schedulers in docs/: the schema of GitHub workflows, and those of Kubernetes. May run again.
set -euo pipefail
cd "$(dirname "$0")/../../.."
into=target/peers/nightly
mkdir -p "$into"
if [ ! -x "$into/venv/bin/python" ]; then
  python3 -m venv "$into/venv"
fi
"$into/venv/bin/python" -c 'import check_jsonschema, kubernetes_validate, yaml' 2>/dev/null \
  || "$into/venv/bin/python" -m pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0 kubernetes-validate==1.37.0 PyYAML==6.0.3
touch "$into/installed"
