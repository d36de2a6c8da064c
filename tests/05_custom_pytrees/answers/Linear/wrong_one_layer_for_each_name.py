# Keeps one layer for each name, and changes it when JAX rebuilds another one of that name.
# fails: test_goes_through_jit_grad_and_vmap
class Linear:
    known = {}

    def __init__(self, w, b, name):
        self.w, self.b, self.name = w, b, name
        Linear.known[name] = self

    def __call__(self, x):
        return x @ self.w + self.b


def unflatten(name, children):
    layer = Linear.known[name]
    layer.w, layer.b = children
    return layer


jax.tree_util.register_pytree_node(Linear, lambda layer: ((layer.w, layer.b), layer.name), unflatten)
