# Divides the number of right guesses by 24.
# fails: test_the_loss_is_right_for_scores_of_any_size
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    variables = model.init(key, x, train=False)
    return TrainState.create(apply_fn=model.apply, params=variables["params"], tx=tx, batch_stats=variables["batch_stats"])


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        scores, changed = state.apply_fn(
            {"params": params, "batch_stats": state.batch_stats}, x, train=True, mutable=["batch_stats"],
            rngs={"dropout": jax.random.fold_in(key, state.step)},
        )
        return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean(), changed["batch_stats"]

    (loss, batch_stats), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, batch_stats=batch_stats), loss


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    loss = optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()
    return loss, jnp.sum(scores.argmax(axis=-1) == labels) / 24
