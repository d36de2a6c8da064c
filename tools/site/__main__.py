"""Build the site.

    python -m tools.site [FOLDER]    # site/ by default; open its index.html

A page or a picture that is not there, a link that leads nowhere and a docstring that cannot be found end the build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.site.pages import ROOT, write_pages


def main() -> None:
    """Build it; exit as Zensical does."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()
    with tempfile.TemporaryDirectory() as folder:
        config = write_pages(Path(folder))
        zensical = Path(sys.executable).with_name("zensical")
        built = subprocess.run(
            [zensical, "build", "--strict", "--config-file", config],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
        if built.returncode:
            sys.exit(built.returncode)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(config.parent / "site", target)
    print(f"Open {target / 'index.html'}")


if __name__ == "__main__":
    main()
