#!/usr/bin/env bash
# Makes the pictures of the README anew: a run against the mock with faults, its page in a real browser.
set -euo pipefail
cd "$(dirname "$0")/../../.."
bash tests/peers/browser/install.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DOCPROOF_STATE="$folder/state"
cargo run --quiet -- run --quiet --seed 1 --report "html=$folder/report.html" --fault instant-offset-minutes-lost \
  --fault text-cut-at-255 --fault members-before-the-fault-stored --fault thirteenth-month-ignored || [ $? -eq 1 ]
node tests/peers/browser/look.mjs "$folder/report.html" "$folder"
mkdir -p docs
cp "$folder/report-light.png" "$folder/report-dark.png" docs/
cp -r "$folder"/*.png "$folder"/report.pdf "${PICTURES:-$folder}" 2>/dev/null || true
