# Asks Optax, after a cast to float32.
import optax


def global_norm(tree):
    tree = jax.tree.map(lambda x: x.astype(jnp.float32), tree)
    return jnp.asarray(optax.global_norm(tree), jnp.float32)
