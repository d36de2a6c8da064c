# Takes a tuple of more than four integers for a container.
# fails: test_a_shape_alone_is_a_tree
def ones_from_shapes(shapes):
    def is_shape(x):
        return type(x) is tuple and len(x) <= 4 and all(isinstance(n, int) for n in x)

    return jax.tree.map(jnp.ones, shapes, is_leaf=is_shape)
