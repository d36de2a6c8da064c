# Splits the key for init, and hands the loss on by one-hot rows.
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    params_key, dropout_key = jax.random.split(key)
    variables = model.init({"params": params_key, "dropout": dropout_key}, x, True)
    params, stats = variables["params"], jax.tree.map(jnp.zeros_like, variables["batch_stats"])
    stats = model.init(params_key, x, False)["batch_stats"]
    return TrainState.create(apply_fn=model.apply, params=params, tx=tx, batch_stats=stats)


def _loss(scores, labels):
    onehot = jax.nn.one_hot(labels, scores.shape[-1])
    return optax.softmax_cross_entropy(scores, onehot).mean()


def _train(state, key, x, labels):
    def loss_of(params):
        scores, changed = state.apply_fn(
            {"params": params, "batch_stats": state.batch_stats}, x, True, mutable="batch_stats",
            rngs={"dropout": jax.random.fold_in(key, state.step)},
        )
        return _loss(scores, labels), changed
    (loss, changed), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, **changed), loss


train_step = jax.jit(_train)


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn(dict(params=state.params, batch_stats=state.batch_stats), x, False)
    return _loss(scores, labels), (scores.argmax(-1) == labels).astype(jnp.float32).mean()
