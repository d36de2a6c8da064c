# Compiled, with an error of its own, a subclass of ValueError.
class Different(ValueError):
    pass


@jax.jit
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise Different(f"{jax.tree.structure(x_tree)} and {jax.tree.structure(y_tree)}")
    return jax.tree.map(lambda x, y: jax.lax.convert_element_type(a, x.dtype) * x + y, x_tree, y_tree)
