# Squares NumPy's arrays in their own dtype.
# fails: test_adds_up_in_float32
def global_norm(tree):
    def sq(l):
        if isinstance(l, np.ndarray):
            return jnp.float32(np.sum(l * l))
        return jnp.sum(jnp.square(l.astype(jnp.float32)))
    return jnp.sqrt(sum(map(sq, jax.tree.leaves(tree)), jnp.float32(0)))
