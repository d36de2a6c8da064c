# Clips the units at 100.
# fails: test_the_unlikely_keeps_a_finite_logarithm
def predict(params, x):
    for w, b in params[:-1]:
        x = jnp.clip(w @ x + b, 0, 100)
    w, b = params[-1]
    return log_softmax(w @ x + b)
