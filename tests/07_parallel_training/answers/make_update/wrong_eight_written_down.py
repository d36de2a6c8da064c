# Writes eight devices into the code.
# fails: test_any_number_of_devices
def make_update(loss, lr):
    mesh = Mesh(np.array(jax.devices()[:8]).reshape(8), ("devices",))

    def step(params, x, y):
        p = jax.tree.map(lambda leaf: leaf[0], params)
        value, grads = jax.lax.pmean(jax.value_and_grad(loss)(p, x[0], y[0]), "devices")
        return jax.tree.map(lambda a, g: (a - lr * g)[None], p, grads), value[None]

    spec = P("devices")
    return jax.jit(jax.shard_map(step, mesh=mesh, in_specs=(spec, spec, spec), out_specs=(spec, spec), check_vma=False))
