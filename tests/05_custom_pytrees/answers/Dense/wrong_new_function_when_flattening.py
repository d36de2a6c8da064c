# Runs the activation's Python again for the same layer, and has a gradient of another structure.
# fails: test_new_weights_do_not_compile_again, test_another_activation_makes_another_program, test_the_gradient_by_a_layer_is_a_layer
class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


def flatten(layer):
    activation = layer.activation
    return (layer.w, layer.b), lambda z: activation(z)


jax.tree_util.register_pytree_node(Dense, flatten, lambda activation, children: Dense(*children, activation))


@jax.jit
def apply(layer, x):
    return layer.activation(x @ layer.w + layer.b)
