# Converts in __init__, and goes around it when rebuilding.
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = jnp.asarray(w), jnp.asarray(b), str(name)
        if self.w.ndim != 2:
            raise ValueError("w is a matrix")

    def __call__(self, x):
        return jnp.matmul(x, self.w) + self.b


def flatten(layer):
    return [layer.w, layer.b], layer.name


def unflatten(name, children):
    layer = object.__new__(Linear)
    layer.w, layer.b = children
    layer.name = name
    return layer


jax.tree_util.register_pytree_node(Linear, flatten, unflatten)
