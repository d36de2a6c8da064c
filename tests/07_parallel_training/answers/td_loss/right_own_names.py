# Names of its own for the arguments, which come by position.
def td_loss(weights, now, reward, following, ended, discount, /):
    value = jax.lax.stop_gradient(following @ weights)
    delta = reward + discount * value * ~ended - now @ weights
    return jnp.vdot(delta, delta) / delta.size
