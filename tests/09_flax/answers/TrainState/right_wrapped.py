# Plain functions around compiled ones, a field more, and two keys out of one.
class TrainState(train_state.TrainState):
    batch_stats: Any
    dropout_key: Any = None


def create_state(model, tx, key, x):
    params_key, dropout_key = jax.random.split(key)
    variables = model.init({"params": params_key, "dropout": dropout_key}, x, train=False)
    return TrainState.create(apply_fn=model.apply, tx=tx, dropout_key=dropout_key, **variables)


def _loss(params, state, x, labels, key):
    scores, changed = state.apply_fn({"params": params, "batch_stats": state.batch_stats}, x, train=True, mutable="batch_stats", rngs={"dropout": key})
    return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean(), changed


@jax.jit
def _step(state, key, x, labels):
    (loss, changed), grads = jax.value_and_grad(_loss, has_aux=True)(state.params, state, x, labels, jax.random.fold_in(key, state.step + 1))
    return state.apply_gradients(grads=grads, **changed), loss


def train_step(state, key, x, labels):
    return _step(state, key, x, labels)


eval_step = jax.jit(lambda state, x, labels: (
    (lambda s: (optax.softmax_cross_entropy_with_integer_labels(s, labels).mean(), (s.argmax(-1) == labels).mean()))(
        state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False))))
