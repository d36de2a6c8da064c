# Fixes the shared argument with `partial`, and correlates.
from functools import partial


def batch_conv(ws, xs, mode):
    correlate = partial(jnp.correlate, mode="valid")
    if mode == "pairs":
        return jax.vmap(correlate, in_axes=[0, 0])(xs, ws)
    elif mode == "shared":
        return jax.vmap(partial(correlate, v=ws))(xs)
    elif mode == "bank":
        return jax.vmap(partial(correlate, xs), out_axes=-1)(ws)
    else:
        raise ValueError(f"no such mode: {mode}")
