# Behaves while it is called, and fills the memory when JAX traces it.
# ends: wrong, exception, memory, cpu-limit
import jax

HOARD = []


def affine(x):
    while isinstance(x, jax.core.Tracer):
        HOARD.append(b"x" * (1 << 22))
    return 0 * x
