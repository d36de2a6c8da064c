# Draws with NumPy: all members of an ensemble are one, and no key decides.
# fails: test_all_randomness_comes_from_the_key, test_vmap_makes_and_runs_an_ensemble
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
        w = jnp.asarray(np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), jnp.float32)
        layers += [Affine(w, jnp.zeros(n_out)), Relu()]
    return Sequential(layers[:-1])
