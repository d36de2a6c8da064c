# Draws the biases, too.
# fails: test_init_model_makes_the_layers
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
        key, w_key, b_key = jax.random.split(key, 3)
        w = jnp.sqrt(2 / n_in) * jax.random.normal(w_key, (n_in, n_out))
        layers += [Affine(w, jax.random.normal(b_key, (n_out,))), Relu()]
    return Sequential(layers[:-1])
