# Makes a vector of each number in a shape, where the shape alone is the tree.
# fails: test_a_shape_alone_is_a_tree
def ones_from_shapes(shapes):
    def is_shape(x):
        return type(x) is tuple and all(isinstance(n, int) and n > 0 for n in x)

    return jax.tree.map(jnp.ones, shapes, is_leaf=is_shape)
