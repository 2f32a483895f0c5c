"""Files that people hand in, kept once by their content, outside what the web server serves."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def keep(content: bytes) -> str:
    """Keep a file and give its name: the SHA-256 of its content, 64 hexadecimal digits."""
    checksum = hashlib.sha256(content).hexdigest()
    path = path_of(checksum)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, content)
    return checksum


def path_of(checksum: str) -> Path:
    """Where a kept file lies. Raises ValueError for what is no checksum."""
    if len(checksum) != 64 or set(checksum) - set("0123456789abcdef"):
        raise ValueError("not a SHA-256 checksum")
    return Path(settings.MEDIA_ROOT) / "kept" / checksum[:2] / checksum


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside and move: nobody ever reads half a file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
