# Has a program whose length depends on the size of the batch, as a Python loop's does.
# fails: test_no_loop_over_the_batch
def batch_conv(ws, xs, mode):
    if mode == "pairs":
        return jnp.stack([given_conv(w, x) for w, x in zip(ws, xs)])
    if mode == "shared":
        return jnp.stack([given_conv(ws, x) for x in xs])
    if mode == "bank":
        return jnp.stack([given_conv(w, xs) for w in ws], axis=1)
    raise ValueError(mode)
