# Raises an error for some leaves that are not arrays, and does not show every array as asked.
# fails: test_the_shape_and_dtype_of_arrays, test_every_shape_and_every_dtype, test_anything_else_shows_its_class
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if leaf == None:
                return "NoneType"
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
