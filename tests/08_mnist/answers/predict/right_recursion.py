# Peels off one layer at a time.
def predict(params, x):
    (w, b), *rest = params
    z = (w * x).sum(axis=1) + b
    return predict(rest, jnp.where(z > 0, z, 0.0)) if rest else log_softmax(z)
