# Changes or refuses `object()` in the places of its leaves, and raises an error under `jit` or `vmap`.
# fails: test_accepts_anything_in_the_places_of_the_leaves, test_goes_through_jit_grad_and_vmap
class Linear:
    def __init__(self, w, b, name):
        if w.shape[1:] != b.shape:
            raise ValueError("w and b do not fit")
        self.w, self.b, self.name = w, b, name

    def __call__(self, x):
        return x @ self.w + self.b


jax.tree_util.register_pytree_node(
    Linear, lambda layer: ((layer.w, layer.b), layer.name), lambda name, children: Linear(*children, name)
)
