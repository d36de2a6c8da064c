# Keeps all parameters on the way, and asks for the losses of all but the last afterwards.
def fit(key, widths, xs, ys, steps, lr):
    path = [init_mlp_params(key, tuple(widths))]
    for _ in range(steps):
        path.append(train_step(path[-1], xs, ys, lr)[0])
    loss = jax.jit(mse)
    return path[-1], jnp.array([loss(params, xs, ys) for params in path[:-1]])
