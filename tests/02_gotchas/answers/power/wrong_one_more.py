# Has one factor too many.
# fails: test_multiplies_n_times, test_any_matrix_will_do, test_the_smallest_and_the_largest_exponent, test_the_exponent_may_be_traced, test_one_program_for_all_exponents, test_can_be_differentiated_under_jit, test_higher_powers_may_overflow
def power(x, n):
    result = x
    for i in range(16):
        result = jnp.where(i < n, result @ x, result)
    return result
