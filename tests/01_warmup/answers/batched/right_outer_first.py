# The outer axes first, moved by out_axes.
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    return jax.vmap(jax.vmap(f, in_axes=(0, None)), in_axes=(None, 0), out_axes=1)
