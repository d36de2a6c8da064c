# Divides by the variance instead of its root.
# fails: test_subtracts_mean_and_divides_by_root_of_variance, test_any_axis_and_any_number_of_dimensions, test_eps_is_added_to_the_variance, test_eps_is_small_by_default, test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / (var + eps)
