# The shape from a call of f.
def cheap_jacobian(f, x):
    way = jax.jacrev if f(x).size < x.size else jax.jacfwd
    return way(f)(x)
