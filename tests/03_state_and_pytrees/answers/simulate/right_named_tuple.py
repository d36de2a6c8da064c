# Returns a NamedTuple of two, which is a tuple, too.
class Simulated(NamedTuple):
    final_state: jax.Array
    ys: jax.Array


def simulate(step, state, xs):
    leaves, structure = jax.tree.flatten(xs)
    return Simulated(*jax.lax.scan(lambda carry, each: step(carry, structure.unflatten(each)), state, leaves))
