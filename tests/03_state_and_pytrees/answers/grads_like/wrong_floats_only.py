# Differentiates with respect to integers, which `jax.grad` refuses.
# fails: test_integers_and_bools_get_zeros, test_integers_of_every_size_get_zeros, test_calls_the_loss_once, test_works_under_jit
def grads_like(loss, params, *data):
    return jax.value_and_grad(loss)(params, *data)
