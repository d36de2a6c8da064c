# Gives the first layer the same weights, or nearly so, for two different keys.
# fails: test_all_randomness_comes_from_the_key
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def init_model(key, widths):
    key = jax.random.key(0)
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
