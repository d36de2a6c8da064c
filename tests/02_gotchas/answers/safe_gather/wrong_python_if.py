# Asks with Python's `if` whether a single index is inside.
# fails: test_works_under_jit
def safe_gather(x, i, fill):
    def one(i):
        if i >= 0 and i < x.shape[0]:
            return x[i]
        return jnp.asarray(fill, x.dtype)

    return jnp.asarray([one(each) for each in i.ravel()]).reshape(i.shape).astype(x.dtype)
