# Shortens the dtypes: `f32` for `float32`.
# fails: test_the_shape_and_dtype_of_arrays, test_every_shape_and_every_dtype, test_all_that_has_a_shape_and_a_dtype, test_works_while_jax_traces, test_shows_what_it_holds_now
@jax.tree_util.register_pytree_node_class
class Params:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def __repr__(self):
        def summary(leaf):
            if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
                name = str(leaf.dtype).replace("float", "f").replace("int", "i")
                return f"{name}[{','.join(map(str, leaf.shape))}]"
            return type(leaf).__name__

        return f"Params(w={summary(self.w)}, b={summary(self.b)})"

    def tree_flatten(self):
        return (self.w, self.b), None

    @classmethod
    def tree_unflatten(cls, _, children):
        return cls(*children)
