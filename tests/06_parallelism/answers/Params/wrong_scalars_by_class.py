# Does not show arrays in the form asked for, and has `Tracer` in the text while JAX traces.
# fails: test_the_shape_and_dtype_of_arrays, test_every_shape_and_every_dtype, test_all_that_has_a_shape_and_a_dtype, test_works_while_jax_traces
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if getattr(leaf, "shape", None) and hasattr(leaf, "dtype"):
                return f"{leaf.dtype}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
