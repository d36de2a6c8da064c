# Takes the image for a constant.
# fails: test_works_under_jit_vmap_and_grad
def predict(params, x):
    x = jax.lax.stop_gradient(x)
    *hidden, (w, b) = params
    for hidden_w, hidden_b in hidden:
        x = jax.nn.relu(hidden_w @ x + hidden_b)
    return log_softmax(w @ x + b)
