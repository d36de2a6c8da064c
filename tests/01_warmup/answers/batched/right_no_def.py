# `batched` is `jax.vmap` itself.
batched = jax.vmap
per_pair = lambda f: jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))
