# Names of its own for the arguments, which come by position; each gradient by `vjp`.
def per_example_td_grads(weights, *transitions):
    *rows, discount = transitions

    def one(*row):
        loss, pull = jax.vjp(lambda w: td_loss(w, *(each[None] for each in row), discount), weights)
        return pull(jnp.ones_like(loss))[0]

    return jax.vmap(one)(*rows)
