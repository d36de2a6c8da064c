# Clips the gradients before the optimiser sees them.
# fails: test_losses_are_measured_before_each_step
def fit_linear(model, tx, key, xs, ys, steps):
    variables = model.init(key, xs)
    opt_state, losses = tx.init(variables), []
    for _ in range(steps):
        value, grads = jax.value_and_grad(lambda v: jnp.mean((model.apply(v, xs) - ys) ** 2))(variables)
        grads = jax.tree.map(lambda g: jnp.clip(g, -1, 1), grads)
        updates, opt_state = tx.update(grads, opt_state, variables)
        variables = optax.apply_updates(variables, updates)
        losses.append(value)
    return variables, opt_state, jnp.stack(losses)
