# Runs the activation's Python again when the same layer is applied again.
# fails: test_new_weights_do_not_compile_again, test_another_activation_makes_another_program
class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


jax.tree_util.register_pytree_node(
    Dense, lambda layer: ((layer.w, layer.b), layer.activation), lambda activation, children: Dense(*children, activation)
)


def apply(layer, x):
    @jax.jit
    def run(w, b, x):
        return layer.activation(x @ w + b)

    return run(layer.w, layer.b, x)
