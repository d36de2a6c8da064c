# Compiles one program for each mode.
from functools import partial


@partial(jax.jit, static_argnames="mode")
def batch_conv(ws, xs, mode):
    axes = dict(pairs=dict(in_axes=0), shared=dict(in_axes=(None, 0)), bank=dict(in_axes=(0, None), out_axes=1))
    if mode not in axes:
        raise ValueError("the mode is pairs, shared or bank")
    return jax.vmap(given_conv, **axes[mode])(ws, xs)
