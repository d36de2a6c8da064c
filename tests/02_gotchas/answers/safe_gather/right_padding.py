# Appends `fill` to x and sends every index that is outside there.
def safe_gather(x, i, fill):
    padded = jnp.append(x, jnp.array(fill, x.dtype))
    return padded[jnp.where((i < 0) | (i >= len(x)), len(x), i)]
