# Pulls 1 back through the loss, by the float leaves in a dict.
def grads_like(loss, params, *data):
    leaves, structure = jax.tree.flatten(params)
    floats = {i: jnp.asarray(leaf) for i, leaf in enumerate(leaves) if jnp.result_type(leaf).name in ("float32", "float16", "bfloat16")}

    def f(floats):
        return loss(structure.unflatten([floats.get(i, leaf) for i, leaf in enumerate(leaves)]), *data)

    value, pull = jax.vjp(f, floats)
    (grads,) = pull(jnp.ones_like(value))
    return value, structure.unflatten([grads.get(i, jnp.zeros_like(leaf)) for i, leaf in enumerate(leaves)])
