# Keeps a number for each activation in a table, and the number as auxiliary data.
TABLE = []


class Dense:
    def __init__(self, w, b, activation):
        if activation not in TABLE:
            TABLE.append(activation)
        self.w, self.b, self.number = w, b, TABLE.index(activation)

    @property
    def activation(self):
        return TABLE[self.number]


jax.tree_util.register_pytree_node(
    Dense, lambda layer: ((layer.w, layer.b), layer.number), lambda number, children: Dense(*children, TABLE[number])
)
apply = jax.jit(lambda layer, x: layer.activation(x @ layer.w + layer.b))
