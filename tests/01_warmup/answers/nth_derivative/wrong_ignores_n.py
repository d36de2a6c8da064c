# Gives the first derivative for other n, too.
# fails: test_the_0th_derivative_is_f, test_first_and_second_derivative, test_third_and_fourth_derivative_are_exact, test_there_is_no_largest_n, test_works_under_jit_vmap_and_grad, test_a_python_float_will_do, test_every_derivative_remembers_its_f_and_n
def nth_derivative(f, n):
    return jax.grad(f)
