# Gives a layer's weights about the standard deviation sqrt(1 / n_in), without the 2 for ReLU.
# fails: test_the_weights_are_he_initialised
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(1 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
