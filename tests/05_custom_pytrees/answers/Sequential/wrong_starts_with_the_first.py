# Begins with the first layer, which an empty model does not have.
# fails: test_a_model_applies_its_layers_in_order
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __call__(self, x):
        x = self.layers[0](x)
        for layer in self.layers[1:]:
            x = layer(x)
        return x


def init_model(key, widths):
    layers = []
    for n_in, n_out in pairwise(widths):
        key, layer_key = jax.random.split(key)
        layers += [Affine(jnp.sqrt(2 / n_in) * jax.random.normal(layer_key, (n_in, n_out)), jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
