# Takes the layers out of its own list when it is called.
# fails: test_a_model_applies_its_layers_in_order
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __post_init__(self):
        self.layers = list(self.layers) if isinstance(self.layers, tuple) else self.layers

    def __call__(self, x):
        while self.layers:
            x = self.layers.pop(0)(x)
        return x


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
