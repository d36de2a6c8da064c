# Drops the last axis where there is one output.
# fails: test_one_output_row_for_each_example
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    x = x @ last["w"] + last["b"]
    return x[:, 0] if x.shape[1] == 1 else x
