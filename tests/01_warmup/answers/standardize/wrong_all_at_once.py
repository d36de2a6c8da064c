# Takes one mean and one variance of the whole array.
# fails: test_subtracts_mean_and_divides_by_root_of_variance, test_any_axis_and_any_number_of_dimensions, test_eps_is_added_to_the_variance, test_eps_is_small_by_default, test_constant_column_gives_zeros, test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x)
    var = jnp.var(x)
    return (x - mean) / jnp.sqrt(var + eps)
