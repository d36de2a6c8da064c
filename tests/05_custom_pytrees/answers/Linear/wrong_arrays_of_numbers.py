# Makes arrays of numbers and lists.
# fails: test_accepts_anything_in_the_places_of_the_leaves
class Linear:
    def __init__(self, w, b, name):
        w, b = (jnp.array(each) if isinstance(each, (int, float, list, tuple)) else each for each in (w, b))
        self.w, self.b, self.name = w, b, name

    def __call__(self, x):
        return x @ self.w + self.b


jax.tree_util.register_pytree_node(
    Linear, lambda layer: ((layer.w, layer.b), layer.name), lambda name, children: Linear(*children, name)
)
