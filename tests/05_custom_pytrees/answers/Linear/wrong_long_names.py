# Hands on the first letters of the name alone.
# fails: test_treedefs_are_equal_just_when_names_are
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = w, b, name
    def __call__(self, x):
        return x @ self.w + self.b
jax.tree_util.register_pytree_node(Linear, lambda l: ((l.w, l.b), l.name[:12]), lambda name, c: Linear(*c, name))
