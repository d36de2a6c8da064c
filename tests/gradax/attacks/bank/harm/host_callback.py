# Writes to the host from XLA's own threads, inside a compiled program.
# ends: exception
from pathlib import Path

import jax


def affine(x):
    def attack(x):
        Path("@HOST@/made").write_text("was here")
        return 3 * x + 1

    return jax.jit(lambda x: jax.pure_callback(attack, jax.ShapeDtypeStruct(x.shape, x.dtype), x))(x)
