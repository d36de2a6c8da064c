# Raises an error when a model of several layers is called.
# fails: test_a_model_applies_its_layers_in_order, test_vmap_makes_and_runs_an_ensemble, test_a_model_can_be_trained
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __call__(self, x):
        for layer in reversed(self.layers):
            x = layer(x)
        return x


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
