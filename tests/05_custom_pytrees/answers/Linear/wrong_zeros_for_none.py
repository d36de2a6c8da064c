# Puts zeros in the place of missing biases.
# fails: test_accepts_anything_in_the_places_of_the_leaves
class Linear:
    def __init__(self, w, b, name):
        if b is None and hasattr(w, "shape"):
            b = jnp.zeros(w.shape[-1])
        self.w, self.b, self.name = w, b, name

    def __call__(self, x):
        return x @ self.w + self.b


jax.tree_util.register_pytree_node(
    Linear, lambda layer: ((layer.w, layer.b), layer.name), lambda name, children: Linear(*children, name)
)
