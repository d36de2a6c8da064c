# Computes the loss of training in eval mode, and leaves the running averages as they were.
# fails: test_steps_are_those_of_the_optimiser, test_running_averages_are_carried_on, test_other_units_are_dropped_in_each_step
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    variables = model.init(key, x, train=False)
    return TrainState.create(
        apply_fn=model.apply, params=variables["params"], tx=tx, batch_stats=variables["batch_stats"]
    )


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        scores = state.apply_fn({"params": params, "batch_stats": state.batch_stats}, x, train=False)
        return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()

    loss, grads = jax.value_and_grad(loss_of)(state.params)
    return state.apply_gradients(grads=grads), loss


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    loss = optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()
    return loss, jnp.mean(scores.argmax(axis=-1) == labels)
