# Squeezes the output, so that a batch of one loses its axis.
# fails: test_one_output_row_for_each_example
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return jnp.squeeze(x @ last["w"] + last["b"])
