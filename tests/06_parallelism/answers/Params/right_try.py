# Tries to read shape and dtype, and falls back on the class.
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    @staticmethod
    def describe(leaf):
        try:
            return leaf.dtype.name + "[" + ",".join(str(n) for n in leaf.shape) + "]"
        except AttributeError:
            return leaf.__class__.__name__

    def __repr__(self):
        return "Params(w={}, b={})".format(self.describe(self.w), self.describe(self.b))

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
