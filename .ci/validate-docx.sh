#!/usr/bin/env bash
# Validates DOCX files against the schemas of Open XML with a validator that nobody here wrote (openxml-audit, PyPI).
# Usage: .ci/validate-docx.sh FILE.docx…
# The virtual environment is kept in TONGHOP_VENV where that is set, else made anew.
set -euo pipefail
if [ $# -eq 0 ] || [ ! -e "$1" ]; then
  echo "no DOCX files to validate" >&2
  exit 1
fi
venv="${TONGHOP_VENV:-$(mktemp -d)/venv}"
if [ ! -x "$venv/bin/openxml-audit" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "openxml-audit==0.*"
fi
failed=0
for file in "$@"; do
  "$venv/bin/openxml-audit" --quiet "$file" || { echo "not valid: $file" >&2; failed=1; "$venv/bin/openxml-audit" "$file" | head -20 >&2 || true; }
done
echo "$# DOCX files, $failed with failures"
exit "$failed"
