# Leaves a copy of the whole result on every device.
# fails: test_any_number_of_devices, test_row_i_lives_on_device_i
def pmap_conv(w, xs):
    mesh = jax.sharding.Mesh(np.array(jax.local_devices()), ("i",))
    many = jax.vmap(given_conv, in_axes=(None, 0))
    return jax.jit(many, out_shardings=NamedSharding(mesh, P()))(w, xs)
