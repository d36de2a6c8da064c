# Is a registered dataclass, and splits a key for each layer.
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Sequential:
    layers: list

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def init_model(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    layers = []
    for i, (n_in, n_out) in enumerate(zip(widths[:-1], widths[1:])):
        if i > 0:
            layers.append(Relu())
        layers.append(Affine(w=jax.random.normal(keys[i], (n_in, n_out)) * np.sqrt(2.0 / n_in), b=jnp.zeros((n_out,))))
    return Sequential(layers)
