#!/bin/sh
# Prints the Python to use, 3.11 or later: the one of .venv, else the first on the path.

suitable='import sys; sys.exit(sys.version_info < (3, 11))'

for candidate in .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$suitable" 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done

echo "No Python 3.11 or later was found. Install one (Debian: apt install python3 python3-venv) and try again." >&2
exit 1
