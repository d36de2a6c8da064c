# Draws each row from a key of its own, from Student's distribution, in a class of layers.
class _Layer:
    def __init__(self, n_in, n_out):
        self.n_in, self.n_out = n_in, n_out

    def draw(self, key):
        rows = jax.vmap(lambda key: jax.random.t(key, 10.0, (self.n_out,)))(jax.random.split(key, self.n_in))
        return {"w": rows * jnp.sqrt(0.8 * 2 / self.n_in), "b": jnp.zeros(self.n_out)}


def init_mlp_params(key, widths):
    layers = [_Layer(*pair) for pair in zip(widths, widths[1:])]
    return list(map(_Layer.draw, layers, jax.random.split(key, num=len(layers))))
