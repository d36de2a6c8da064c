# Goes forwards through the backward pass, and so does everything n times.
# fails: test_few_outputs_go_backwards, test_few_inputs_go_forwards
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    units = jnp.eye(m)
    pull = lambda x: jax.vmap(lambda unit: jax.vjp(f, x)[1](unit)[0])(units)  # noqa: E731
    push = jax.vmap(lambda unit: jax.jvp(f, (x,), (unit,))[1], out_axes=1)(jnp.eye(x.size))
    return 0.5 * (pull(x) + push)
