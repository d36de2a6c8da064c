# Gives each model a number, in the auxiliary data, so that no two have equal treedefs.
# fails: test_its_leaves_are_those_of_its_layers, test_a_model_can_be_trained
class Sequential:
    made = 0

    def __init__(self, layers):
        Sequential.made += 1
        self.layers, self.number = layers, Sequential.made

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


jax.tree_util.register_pytree_node(
    Sequential, lambda model: ((model.layers,), model.number), lambda _, children: Sequential(*children)
)


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
