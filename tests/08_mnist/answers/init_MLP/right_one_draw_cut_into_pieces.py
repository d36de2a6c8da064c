# Draws all numbers at once and cuts them into layers.
def init_MLP(key, widths, scale=0.01):
    sizes = [(n_out, n_in) for n_in, n_out in zip(widths[:-1], widths[1:])]
    numbers = scale * jax.random.normal(key, (sum(a * b + a for a, b in sizes),))
    params, at = [], 0
    for a, b in sizes:
        w = numbers[at : at + a * b].reshape(a, b)
        params.append((w, numbers[at + a * b : at + a * b + a]))
        at += a * b + a
    return params
