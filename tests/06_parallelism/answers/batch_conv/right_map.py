# Lets `lax.map` go through the batch: one program for every member.
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jax.lax.map(lambda pair: given_conv(*pair), (ws, xs))
    if mode == "shared":
        return jax.lax.map(lambda x: given_conv(ws, x), xs)
    if mode == "bank":
        return jax.lax.map(lambda w: given_conv(w, xs), ws).T
    raise ValueError(f"no mode {mode!r}")
