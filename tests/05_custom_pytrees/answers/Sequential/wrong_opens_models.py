# Takes the layers out of a model within a model.
# fails: test_a_model_applies_its_layers_in_order
class Sequential:
    def __init__(self, layers):
        self.layers = []
        for layer in layers:
            self.layers += layer.layers if isinstance(layer, Sequential) else [layer]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


jax.tree_util.register_pytree_node(Sequential, lambda model: (tuple(model.layers), None), lambda _, c: Sequential(c))


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
