# Gives two layers the same numbers, or nearly so.
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
    layers = []
    for n_in, n_out in pairwise(widths):
        w = jnp.sqrt(2 / n_in) * jax.random.normal(key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
