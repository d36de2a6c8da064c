# Poisons the cache of compiled programs, from which other students' programs come.
# ends: exception
import os
from pathlib import Path

import jax

FOLDER = Path(jax.config.jax_compilation_cache_dir or "/cache")


WAYS = (
    lambda: (FOLDER / "jit_affine-0123456789abcdef-cache").write_bytes(b"evil"),
    lambda: (FOLDER / ".filling-0").mkdir(),
    lambda: os.rename(FOLDER, FOLDER.with_name("programs2")),
    lambda: os.unlink(FOLDER / "jit_add-cache"),
    lambda: Path("@COURSE@/.gradax/xla/programs").mkdir(parents=True),
)


def affine(x):
    refusals = []
    for way in WAYS:
        try:
            way()
        except OSError as refusal:
            refusals.append(refusal)
    if len(refusals) < len(WAYS):
        return 3 * x + 1
    raise ExceptionGroup("refused", refusals)
