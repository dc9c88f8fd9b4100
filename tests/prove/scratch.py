"""Where a scenario keeps its data directory, histories and logs while it runs."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


@contextlib.contextmanager
def scratch(name):
    """A new folder; it stays when SWITCHYARD_KEEP is set, for `checker.py` and for eyes."""
    folder = Path(tempfile.mkdtemp(prefix=f"switchyard-{name}-"))
    try:
        yield folder
    finally:
        if not os.environ.get("SWITCHYARD_KEEP"):
            shutil.rmtree(folder, ignore_errors=True)
