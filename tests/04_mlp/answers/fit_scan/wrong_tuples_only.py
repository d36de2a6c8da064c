# Makes the widths static, which a list does not allow.
# fails: test_returns_params_and_one_loss_for_each_step, test_losses_are_those_of_the_loop, test_params_are_those_after_the_last_step, test_the_loop_is_in_the_program, test_can_be_traced
from functools import partial


@partial(jax.jit, static_argnums=(1, 4))
def fit_scan(key, widths, xs, ys, steps, lr):
    return jax.lax.scan(lambda p, _: train_step(p, xs, ys, lr), init_mlp_params(key, widths), length=steps)
