# Makes numbers of nan and inf.
# fails: test_applies_weights_biases_and_activation
class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


jax.tree_util.register_pytree_node(
    Dense, lambda layer: ((layer.w, layer.b), layer.activation), lambda activation, children: Dense(*children, activation)
)


@jax.jit
def apply(layer, x):
    return jnp.nan_to_num(layer.activation(x @ layer.w + layer.b))
