# Writes what one device does with its part, for `shard_map`.
def pmap_conv(w, xs):
    mesh = jax.make_mesh((len(jax.local_devices()),), ("i",), axis_types=(AxisType.Auto,))

    def one(w, x):
        return given_conv(w, x[0])[None]

    return jax.jit(jax.shard_map(one, mesh=mesh, in_specs=(P(), P("i")), out_specs=P("i")))(w, xs)
