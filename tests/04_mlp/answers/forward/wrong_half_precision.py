# Computes in bfloat16 and gives that back.
# fails: test_one_output_row_for_each_example
def forward(params, x):
    *hidden, last = jax.tree.map(lambda leaf: leaf.astype(jnp.bfloat16), params)
    x = x.astype(jnp.bfloat16)
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x @ last["w"] + last["b"]
