# Lays a dict of stopped entries over a copy.
def freeze(params, names):
    return params | {name: jax.tree.map(jax.lax.stop_gradient, params[name]) for name in names}
