# Maps what is left when the kernel is fixed, on devices that it names.
def pmap_conv(w, xs):
    import functools

    return jax.pmap(functools.partial(given_conv, w), devices=jax.local_devices())(xs)
