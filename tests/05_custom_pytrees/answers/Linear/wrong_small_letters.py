# Changes a name when JAX rebuilds it, and has equal structures for similar names.
# fails: test_rebuilt_with_everything_in_its_place, test_treedefs_are_equal_just_when_names_are
class Linear:
    def __init__(self, w, b, name):
        self.w, self.b, self.name = w, b, name
    def __call__(self, x):
        return x @ self.w + self.b
def rebuild(name, children):
    return Linear(*children, name)
jax.tree_util.register_pytree_node(Linear, lambda l: ((l.w, l.b), l.name.lower()), rebuild)
