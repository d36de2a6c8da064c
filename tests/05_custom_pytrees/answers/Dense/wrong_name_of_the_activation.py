# Compares activations by their names.
# fails: test_another_activation_makes_another_program
class Named:
    def __init__(self, activation):
        self.activation = activation

    def __eq__(self, other):
        return self.activation.__name__ == other.activation.__name__

    def __hash__(self):
        return hash(self.activation.__name__)


class Dense:
    def __init__(self, w, b, activation):
        self.w, self.b, self.activation = w, b, activation


jax.tree_util.register_pytree_node(
    Dense,
    lambda layer: ((layer.w, layer.b), Named(layer.activation)),
    lambda named, children: Dense(*children, named.activation),
)


@jax.jit
def apply(layer, x):
    return layer.activation(x @ layer.w + layer.b)
