# Puts finished results on devices, which should stay where they are computed.
# fails: test_each_device_computes_its_own_row
def pmap_conv(w, xs):
    y = jax.vmap(given_conv, in_axes=(None, 0))(w, xs)
    mesh = jax.sharding.Mesh(np.array(jax.local_devices()), ("i",))
    return jax.device_put(y, NamedSharding(mesh, P("i")))
