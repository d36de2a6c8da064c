# Has no leaves: its layers are not children.
# fails: test_its_leaves_are_those_of_its_layers, test_vmap_makes_and_runs_an_ensemble, test_a_model_can_be_trained
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


jax.tree_util.register_pytree_node(Sequential, lambda model: ((), model.layers), lambda layers, _: Sequential(layers))


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
