# Takes the tuple's own text apart, and registers by a call.
class Params:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def __repr__(self):
        def show(leaf):
            if not (hasattr(leaf, "shape") and hasattr(leaf, "dtype")):
                return type(leaf).__name__
            return str(leaf.dtype) + str(list(leaf.shape)).replace(" ", "")

        return f"{type(self).__name__}(w={show(self.w)}, b={show(self.b)})"


jax.tree_util.register_pytree_node(Params, lambda p: ((p.w, p.b), None), lambda _, children: Params(*children))
