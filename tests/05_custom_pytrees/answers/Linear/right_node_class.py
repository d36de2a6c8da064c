# Has flatten and unflatten as methods, and a tuple as auxiliary data.
@jax.tree_util.register_pytree_node_class
class Linear:
    def __init__(self, w, b, name):
        self.w = w
        self.b = b
        self.name = name

    def __call__(self, x):
        return jnp.einsum("...i,io->...o", x, self.w) + self.b

    def tree_flatten(self):
        return (self.w, self.b), ("name", self.name)

    @classmethod
    def tree_unflatten(cls, aux, children):
        w, b = children
        return cls(w=w, b=b, name=aux[1])
