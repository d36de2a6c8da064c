# Raises an error where JAX finds fewer than eight devices.
# fails: test_any_number_of_devices
def pmap_conv(w, xs):
    mesh = jax.make_mesh((8,), ("i",), axis_types=(AxisType.Auto,))
    by_row = NamedSharding(mesh, P("i"))
    many = jax.vmap(given_conv, in_axes=(None, 0))
    return jax.jit(many, in_shardings=(NamedSharding(mesh, P()), by_row), out_shardings=by_row)(w, xs)
