# Applies the model that was made last.
# fails: test_eval_uses_the_running_averages
class TrainState(train_state.TrainState):
    batch_stats: Any


_models = []


def create_state(model, tx, key, x):
    _models.append(model)
    variables = model.init(key, x, train=False)
    return TrainState.create(apply_fn=model.apply, params=variables["params"], tx=tx, batch_stats=variables["batch_stats"])


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        scores, changed = _models[-1].apply(
            {"params": params, "batch_stats": state.batch_stats}, x, train=True, mutable=["batch_stats"],
            rngs={"dropout": jax.random.fold_in(key, state.step)},
        )
        return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean(), changed["batch_stats"]

    (loss, batch_stats), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, batch_stats=batch_stats), loss


@jax.jit
def eval_step(state, x, labels):
    scores = _models[-1].apply({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    loss = optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()
    return loss, jnp.mean(scores.argmax(axis=-1) == labels)
