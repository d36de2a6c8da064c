# Leaves the biases out.
# fails: ?
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.relu(x @ layer["w"])
    return x @ last["w"]
