# Changes or deletes what the caller handed in.
# fails: test_the_params_that_came_in_stay_usable
from functools import partial


@partial(jax.jit, donate_argnums=0)
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    return sgd_step(params, grads, lr), loss
