# Clips what lies more than five standard deviations out.
# fails: test_outliers_and_nan_stay_as_they_are
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    z = (x - mean) / jnp.sqrt(jnp.var(x, axis=axis, keepdims=True) + eps)
    return jnp.clip(z, -5, 5)
