# Makes float32 arrays of its arguments, though not when JAX rebuilds it.
# fails: test_a_layer_keeps_its_arguments_and_can_be_called
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = jnp.asarray(w, jnp.float32), jnp.asarray(b, jnp.float32), name

    def __call__(self, x):
        return x @ self.w + self.b


def unflatten(name, children):
    layer = object.__new__(Linear)
    layer.w, layer.b = children
    layer.name = name
    return layer


jax.tree_util.register_pytree_node(Linear, lambda layer: ((layer.w, layer.b), layer.name), unflatten)
