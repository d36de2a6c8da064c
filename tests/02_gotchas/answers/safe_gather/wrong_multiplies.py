# Multiplies by masks instead of choosing: 0 times nan is nan.
# fails: test_what_is_not_chosen_does_not_show
def safe_gather(x, i, fill):
    inside = ((i >= 0) & (i < len(x))).astype(x.dtype)
    return (x[jnp.clip(i, 0, len(x) - 1)] * inside + fill * (1 - inside)).astype(x.dtype)
