# Cuts all windows once, and multiplies by `einsum`.
def batch_conv(ws, xs, mode):
    m, n = ws.shape[-1], xs.shape[-1]
    windows = xs[..., jnp.arange(n - m + 1)[:, None] + jnp.arange(m)]
    subscripts = {"pairs": "bik,bk->bi", "shared": "bik,k->bi", "bank": "ik,bk->ib"}.get(mode)
    if subscripts is None:
        raise ValueError("mode?")
    return jnp.einsum(subscripts, windows, ws)
