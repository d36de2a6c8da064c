# Puts a `Relu` after the last `Affine`.
# fails: test_init_model_makes_the_layers, test_vmap_makes_and_runs_an_ensemble
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
        w = jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out))
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers)
