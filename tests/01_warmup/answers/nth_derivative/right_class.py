# A class whose objects are the derivatives.
class nth_derivative:
    def __init__(self, f, n):
        self.f = f if n == 0 else jax.grad(nth_derivative(f, n - 1))
    def __call__(self, x):
        return self.f(x)
