# Puts finished results on devices, which should stay where they are computed.
# fails: test_each_device_computes_its_own_row
def pmap_conv(w, xs):
    y = jax.vmap(given_conv, in_axes=(None, 0))(w, xs)
    mesh = jax.make_mesh((len(jax.local_devices()),), ("i",), axis_types=(AxisType.Auto,))
    return jax.jit(lambda y: y, out_shardings=NamedSharding(mesh, P("i")))(y)
