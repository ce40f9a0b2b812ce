#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder's image.
set -euo pipefail
autograder="${AUTOGRADER:-/autograder}"

find_python() {
  for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

if ! python=$(find_python); then
  apt-get update
  apt-get install -y --no-install-recommends python3-venv
  if ! python=$(find_python); then
    apt-get install -y --no-install-recommends python3.11 python3.11-venv
    python=python3.11
  fi
fi

"$python" -m venv "$autograder/venv"
"$autograder/venv/bin/pip" install --quiet --no-cache-dir --requirement "$autograder/source/requirements.txt"
chmod -R go= "$autograder/source"

# For the log: what keeps a student's code off this machine. Assignments that need no TensorFlow come without it.
PYTHONPATH="$autograder/source" "$autograder/venv/bin/python" -P -c "from grader.cli.grader import main; main()" doctor || true
