# Scales, adds and casts with optax.
import optax
def axpy(a, x_tree, y_tree):
    same = jax.tree.structure(x_tree) == jax.tree.structure(y_tree)
    if same is False:
        raise ValueError
    new = optax.tree.add(optax.tree.scale(a, x_tree), y_tree)
    return optax.tree.cast_like(new, x_tree) if hasattr(optax.tree, "cast_like") else jax.tree.map(lambda n, x: n.astype(x.dtype), new, x_tree)
