# Compiles a vmap with shardings for the arguments and for the result.
def pmap_conv(w, xs):
    mesh = jax.sharding.Mesh(np.array(jax.devices()), ("rows",))
    by_row, shared = NamedSharding(mesh, P("rows", None)), NamedSharding(mesh, P())
    many = jax.vmap(given_conv, in_axes=(None, 0))
    return jax.jit(many, in_shardings=(shared, by_row), out_shardings=by_row)(w, xs)
