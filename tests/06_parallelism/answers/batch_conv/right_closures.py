# Closes over what is shared, and maps over the rest.
def batch_conv(ws, xs, mode):
    match mode:
        case "pairs":
            return jax.vmap(given_conv)(ws, xs)
        case "shared":
            return jax.vmap(lambda x: given_conv(ws, x))(xs)
        case "bank":
            return jax.vmap(lambda w: given_conv(w, xs))(ws).T
    raise ValueError(mode)
