# Swaps `w` and `b` when JAX rebuilds it.
# fails: test_rebuilt_with_everything_in_its_place, test_accepts_anything_in_the_places_of_the_leaves, test_goes_through_jit_grad_and_vmap
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = w, b, name

    def __call__(self, x):
        return x @ self.w + self.b


jax.tree_util.register_pytree_node(
    Linear,
    lambda layer: ((layer.w, layer.b), layer.name),
    lambda name, children: Linear(children[1], children[0], name),
)
