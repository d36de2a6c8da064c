# Writes the network for one example and maps it over the batch.
def forward(params, x):
    def one(example):
        for layer in params[:-1]:
            z = layer["w"].T @ example + layer["b"]
            example = jnp.where(z > 0, z, 0)
        return params[-1]["w"].T @ example + params[-1]["b"]

    return jax.vmap(one)(x)
