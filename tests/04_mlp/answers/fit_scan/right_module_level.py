# Compiles the loop once for all calls, outside of the function, and prints each round.
from functools import partial


@partial(jax.jit, static_argnames="steps")
def _train(params, xs, ys, lr, *, steps):
    def body(carry, i):
        carry, loss = train_step(params=carry, x=xs, y=ys, lr=lr)
        jax.debug.print("step {i}: {loss}", i=i, loss=loss)
        return carry, loss

    return jax.lax.scan(f=body, init=params, xs=jnp.arange(steps))


fit_scan = lambda key, widths, xs, ys, steps, lr: _train(init_mlp_params(key, widths), xs, ys, lr, steps=steps)
