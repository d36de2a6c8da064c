# Works on the first hundred examples only.
# fails: test_one_output_row_for_each_example
def forward(params, x):
    *hidden, last = params
    h = x[:100]
    for layer in hidden:
        h = jax.nn.relu(h @ layer["w"] + layer["b"])
    return h @ last["w"] + last["b"]
