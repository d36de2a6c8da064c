# Compiles ahead of time, and returns a NamedTuple.
from typing import NamedTuple


class Run(NamedTuple):
    params: list
    losses: jax.Array


def fit(key, widths, xs, ys, steps, lr):
    run = Run(init_mlp_params(key, widths), jnp.empty(steps, jnp.float32))
    step = train_step.lower(run.params, xs, ys, lr).compile()
    for i in range(steps):
        params, loss = step(run.params, xs, ys, lr)
        run = Run(params, run.losses.at[i].set(loss))
    return run
