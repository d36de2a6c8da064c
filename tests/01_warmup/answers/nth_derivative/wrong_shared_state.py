# Keeps f and n in globals.
# fails: test_every_derivative_remembers_its_f_and_n
def nth_derivative(f, n):
    global FUNCTION, ORDER
    FUNCTION, ORDER = f, n

    def derivative(x):
        g = FUNCTION
        for _ in range(ORDER):
            g = jax.grad(g)
        return g(x)

    return derivative
