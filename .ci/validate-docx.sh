#!/usr/bin/env bash
# Validates DOCX files against the schemas of Open XML with a validator that nobody here wrote.
# Usage: .ci/validate-docx.sh FILE.docx…
set -euo pipefail
venv="${TONGHOP_VENV:-$(mktemp -d)/venv}"
[ -x "$venv/bin/openxml-audit" ] || { python3 -m venv "$venv"; "$venv/bin/pip" install --quiet openxml-audit==0.* || "$venv/bin/pip" install --quiet openxml-audit; }
for file in "$@"; do
    "$venv/bin/openxml-audit" --quiet "$file"
done
