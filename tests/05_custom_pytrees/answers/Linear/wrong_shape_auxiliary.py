# Has another structure for other shapes, although the name is the same.
# fails: test_treedefs_are_equal_just_when_names_are
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = w, b, name

    def __call__(self, x):
        return x @ self.w + self.b


jax.tree_util.register_pytree_node(
    Linear,
    lambda layer: ((layer.w, layer.b), (layer.name, getattr(layer.w, "shape", None))),
    lambda aux, children: Linear(*children, aux[0]),
)
