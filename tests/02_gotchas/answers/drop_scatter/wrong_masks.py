# Chooses by multiplying with masks, so that inf and nan spread.
# fails: test_writes_what_is_inside
def drop_scatter(x, i, v):
    hit = (jnp.arange(x.shape[0])[:, None] == i[None, :]).astype(x.dtype)
    return x * (1 - hit.sum(axis=1)).astype(x.dtype) + (hit * v.astype(x.dtype)).sum(axis=1).astype(x.dtype)
