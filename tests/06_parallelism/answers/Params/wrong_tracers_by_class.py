# Has `Tracer` in the text while JAX traces, where the dtype and the shape should be.
# fails: test_works_while_jax_traces
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if isinstance(leaf, jax.core.Tracer):
                return type(leaf).__name__
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
