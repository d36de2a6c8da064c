# Sends each row to its device, computes there, and assembles one array of the parts.
def pmap_conv(w, xs):
    devices = jax.local_devices()
    one = jax.jit(lambda w, x: given_conv(w, x)[None])
    rows = [one(jax.device_put(w, d), jax.device_put(x, d)) for d, x in zip(devices, xs)]
    sharding = NamedSharding(jax.sharding.Mesh(np.array(devices), ("i",)), P("i"))
    return jax.make_array_from_single_device_arrays((len(rows), rows[0].shape[1]), sharding, rows)
