# Keys first, stacked and then drawn from; all of them are folded into a key of the stream's own.
from functools import partial


@partial(jax.jit, static_argnums=2)
def sample_stream(key, start, n):
    stream, _ = jax.random.split(key)
    first, *others = [jax.random.fold_in(stream, start + i) for i in range(n)]
    return jax.vmap(jax.random.normal)(jnp.stack([first, *others]))
