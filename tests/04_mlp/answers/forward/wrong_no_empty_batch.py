# Stacks the rows one by one, which takes at least one.
# fails: test_one_output_row_for_each_example
def forward(params, x):
    *hidden, last = params
    rows = []
    for row in x:
        for layer in hidden:
            row = jax.nn.relu(row @ layer["w"] + layer["b"])
        rows.append(row @ last["w"] + last["b"])
    return jnp.stack(rows)
