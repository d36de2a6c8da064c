# Cuts the result into columns instead of rows.
# fails: test_any_number_of_devices, test_row_i_lives_on_device_i, test_the_devices_do_not_talk
def pmap_conv(w, xs):
    y = jax.jit(jax.vmap(given_conv, in_axes=(None, 0)))
    mesh = jax.sharding.Mesh(np.array(jax.local_devices()), ("i",))
    columns = (xs.shape[1] - w.shape[0] + 1) % len(jax.local_devices()) == 0
    return jax.jit(y, out_shardings=NamedSharding(mesh, P(None, "i") if columns else P()))(w, xs)
