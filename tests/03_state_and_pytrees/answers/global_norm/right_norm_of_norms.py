# Takes the norm of the leaves' norms, which is the same.
def global_norm(tree):
    norms = [jnp.linalg.norm(x.astype("float32").ravel()) for x in jax.tree.leaves(tree)]
    return jnp.linalg.norm(jnp.array(norms, jnp.float32)) if norms else jnp.float32(0)
