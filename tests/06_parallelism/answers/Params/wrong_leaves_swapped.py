# Has the leaves `b` and `w`, in this order.
# fails: test_works_while_jax_traces, test_is_still_a_pytree_of_w_and_b
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.b, self.w), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
