# Lets the devices talk to each other, although none needs what another has.
# fails: test_the_devices_do_not_talk
def pmap_conv(w, xs):
    def one(x):
        return jax.lax.all_gather(given_conv(w, x), "i")[jax.lax.axis_index("i")]

    return jax.pmap(one, axis_name="i")(xs)
