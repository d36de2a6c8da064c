# Has compiled programs call back into Python, where nobody answers.
# ends: timeout, exception, wrong
import time

import jax


def affine(x):
    return jax.pure_callback(lambda x: time.sleep(1000), jax.ShapeDtypeStruct(x.shape, x.dtype), x)
