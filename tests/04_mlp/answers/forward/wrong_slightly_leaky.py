# Lets a little of the negative side through.
# fails: test_a_unit_below_zero_is_off
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        x = jax.nn.leaky_relu(x @ layer["w"] + layer["b"], 1e-5)
    return x @ last["w"] + last["b"]
