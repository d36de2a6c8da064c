# Takes differences of nearby values.
# fails: test_first_and_second_derivative, test_third_and_fourth_derivative_are_exact, test_there_is_no_largest_n, test_works_under_jit_vmap_and_grad, test_a_python_float_will_do
def nth_derivative(f, n):
    for _ in range(n):
        f = (lambda f: lambda x: (f(x + 1e-2) - f(x - 1e-2)) / 2e-2)(f)
    return f
