# Brings the axis back by hand, for at most three dimensions.
# fails: test_any_axis_and_any_number_of_dimensions
def standardize(x, axis=0, eps=1e-6):
    axis = axis % x.ndim
    mean, var = jnp.mean(x, axis), jnp.var(x, axis)
    if axis == 0:
        mean, var = mean[None], var[None]
    elif axis == x.ndim - 1:
        mean, var = mean[..., None], var[..., None]
    else:
        mean, var = mean[:, None], var[:, None]
    return (x - mean) / jnp.sqrt(var + eps)
