# Takes the last layer out of the caller's list.
# fails: test_works_under_jit_and_grad, test_params_stay_as_they_were
def forward(params, x):
    last = params.pop()
    for layer in params:
        x = jax.nn.relu(x @ layer["w"] + layer["b"])
    return x @ last["w"] + last["b"]
