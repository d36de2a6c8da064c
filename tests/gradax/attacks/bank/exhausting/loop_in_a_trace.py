# Never stops tracing.
# ends: timeout, exception, memory, wrong, cpu-limit
import jax


@jax.jit
def affine(x):
    while True:
        x = x + 1
