# Gives each example a constant 1, and each weight matrix its bias as one more row.
def forward(params, x):
    for number, layer in enumerate(params, start=1):
        ones = jnp.ones((x.shape[0], 1), x.dtype)
        x = jnp.concatenate([x, ones], axis=1) @ jnp.vstack([layer["w"], layer["b"]])
        x = x if number == len(params) else (x + jnp.abs(x)) / 2
    return x
