# Takes every empty container for the shape of a scalar.
# fails: test_empty_dicts_and_lists_stay
def ones_from_shapes(shapes):
    def is_shape(x):
        return x == () or (not x if isinstance(x, (dict, list)) else all(isinstance(n, int) for n in x))

    return jax.tree.map(lambda x: jnp.ones(tuple(x)), shapes, is_leaf=is_shape)
