# Makes arrays of the shapes first, which are traced under jit.
# fails: test_works_inside_jit
def ones_from_shapes(shapes):
    def is_shape(x):
        return isinstance(x, tuple) and all(isinstance(n, int) for n in x)

    arrays = jax.tree.map(lambda shape: jnp.array(shape, jnp.int32), shapes, is_leaf=is_shape)
    return jax.tree.map(jnp.ones, arrays)
