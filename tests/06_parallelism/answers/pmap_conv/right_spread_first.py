# Puts the signals on the devices; the computation follows the data.
def pmap_conv(w, xs):
    mesh = jax.make_mesh((jax.local_device_count(),), ("d",))
    xs = jax.device_put(xs, NamedSharding(mesh, P("d")))
    w = jax.device_put(w, NamedSharding(mesh, P()))
    return jax.vmap(given_conv, in_axes=(None, 0))(w, xs)
