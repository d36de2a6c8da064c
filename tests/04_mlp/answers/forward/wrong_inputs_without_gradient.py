# Takes the inputs for constants.
# fails: test_works_under_jit_and_grad
def forward(params, x):
    *hidden, last = params
    h = jax.lax.stop_gradient(x)
    for layer in hidden:
        h = jax.nn.relu(h @ layer["w"] + layer["b"])
    return h @ last["w"] + last["b"]
