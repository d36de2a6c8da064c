# Takes every entry to the power.
# fails: test_multiplies_n_times, test_any_matrix_will_do, test_the_smallest_and_the_largest_exponent, test_the_exponent_may_be_traced, test_one_program_for_all_exponents, test_can_be_differentiated_under_jit, test_higher_powers_may_overflow
def power(x, n):
    return x**n
