# Gives the ReLU the slope 1 everywhere.
# fails: test_works_under_jit_and_grad
def forward(params, x):
    *hidden, last = params
    for layer in hidden:
        z = x @ layer["w"] + layer["b"]
        x = z + jax.lax.stop_gradient(jax.nn.relu(z) - z)
    return x @ last["w"] + last["b"]
