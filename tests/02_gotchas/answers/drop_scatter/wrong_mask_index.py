# Picks what is inside with a mask, whose result has no fixed shape.
# fails: test_works_under_jit
def drop_scatter(x, i, v):
    inside = (i >= 0) & (i < x.shape[0])
    return x.at[i[inside]].set(v[inside].astype(x.dtype))
