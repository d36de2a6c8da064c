# Puts finished results on devices, which should stay where they are computed.
# fails: test_each_device_computes_its_own_row
def pmap_conv(w, xs):
    rows = [jax.device_put(given_conv(w, x)[None], device) for x, device in zip(xs, jax.local_devices())]
    mesh = jax.make_mesh((len(jax.local_devices()),), ("i",), axis_types=(AxisType.Auto,))
    return jax.make_array_from_single_device_arrays((len(rows), rows[0].shape[1]), NamedSharding(mesh, P("i")), rows)
