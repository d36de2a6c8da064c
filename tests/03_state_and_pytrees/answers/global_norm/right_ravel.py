# Writes all leaves behind each other.
from jax.flatten_util import ravel_pytree


def global_norm(tree):
    vector, _ = ravel_pytree(jax.tree.map(lambda x: jnp.float32(x), tree))
    return jnp.linalg.norm(vector).astype(jnp.float32)
