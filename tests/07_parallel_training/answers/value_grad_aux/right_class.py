# A class whose objects are called.
class value_grad_aux:
    def __init__(self, loss):
        self.f = jax.value_and_grad(loss, has_aux=True)
    def __call__(self, *args):
        va, grads = self.f(*args)
        return (*va, grads)
