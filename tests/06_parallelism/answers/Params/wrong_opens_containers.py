# Looks into lists, tuples and dicts.
# fails: test_anything_else_shows_its_class
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if isinstance(leaf, list | tuple):
                return str([summary(each) for each in leaf])
            if isinstance(leaf, dict):
                return str({name: summary(each) for name, each in leaf.items()})
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
