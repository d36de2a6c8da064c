# Still shows the old leaves after new ones were put in their places.
# fails: test_shows_what_it_holds_now
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        def summary(leaf):
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        self.w, self.b = w, b
        self.text = f"Params(w={summary(w)}, b={summary(b)})"

    def __repr__(self):
        return self.text

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
