# Takes the last layer out of the caller's list.
# fails: test_works_under_jit_vmap_and_grad
def predict(params, x):
    w1, b1 = params.pop()
    for w, b in params:
        x = jax.nn.relu(w @ x + b)
    return log_softmax(w1 @ x + b1)
