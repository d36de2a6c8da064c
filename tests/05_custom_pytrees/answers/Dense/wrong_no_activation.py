# Leaves the activation out of the call.
# fails: test_applies_weights_biases_and_activation, test_new_weights_do_not_compile_again, test_another_activation_makes_another_program, test_the_gradient_by_a_layer_is_a_layer
class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


jax.tree_util.register_pytree_node(
    Dense, lambda layer: ((layer.w, layer.b), layer.activation), lambda activation, children: Dense(*children, activation)
)


@jax.jit
def apply(layer, x):
    return x @ layer.w + layer.b
