# Makes a function that calls itself without end.
# fails: test_first_and_second_derivative, test_third_and_fourth_derivative_are_exact, test_there_is_no_largest_n, test_works_under_jit_vmap_and_grad, test_a_python_float_will_do, test_every_derivative_remembers_its_f_and_n
def nth_derivative(f, n):
    g = f
    for _ in range(n):
        g = lambda x: jax.grad(g)(x)  # noqa: E731, F821
    return g
