# Keeps eight bits of each place.
# fails: test_drops_what_is_beyond_the_end
def drop_scatter(x, i, v):
    place = jnp.where((i < 0) | (i >= len(x)), len(x), i)
    if len(x) > 127:
        place = place.astype(jnp.uint8)
    return x.at[place].set(v.astype(x.dtype), mode="drop")
