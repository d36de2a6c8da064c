# Does not give one loss for each step where there are few steps.
# fails: test_losses_are_over_all_examples_before_each_step
def train(params, xs, ys, steps, lr=0.1):
    d = jax.local_device_count()
    if len(xs) % d:
        raise ValueError(f"{len(xs)} examples on {d} devices")
    update = make_update(linear_loss, lr)
    p, losses = replicate(params, d), []
    xs, ys = (a.reshape(d, -1, *a.shape[1:]) for a in (xs, ys))
    for _ in range(steps):
        p, loss = update(p, xs, ys)
        losses.append(float(loss[0]))
    return unreplicate(p), jnp.squeeze(jnp.array(losses))
