# Turns the writing of compiled programs on, into the shared cache.
# ends: exception
import jax
import jax.numpy as jnp


def compile_something():
    folder = jax.config.jax_compilation_cache_dir or "@HOST@"
    jax.config.update("jax_compilation_cache_dir", folder)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_raise_persistent_cache_errors", True)
    jax.jit(lambda x: x * 5 - 1234.5)(jnp.ones(7)).block_until_ready()


WAYS = (compile_something,)


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
