# Makes the new state with replace, and the loss by hand.
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    variables = model.init({"params": key, "dropout": key}, x, train=True)
    return TrainState.create(apply_fn=model.apply, tx=tx, **variables)


def cross_entropy(scores, labels):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(scores), labels[:, None], axis=-1))


@jax.jit
def train_step(state, key, x, labels):
    dropout_key = jax.random.split(jax.random.fold_in(key, state.step))[0]

    def loss_of(params):
        variables = {"params": params, "batch_stats": state.batch_stats}
        scores, updates = state.apply_fn(variables, x, True, mutable=["batch_stats"], rngs={"dropout": dropout_key})
        return cross_entropy(scores, labels), updates

    (loss, updates), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    state = state.apply_gradients(grads=grads)
    return state.replace(batch_stats=updates["batch_stats"]), loss


@jax.jit
def eval_step(state, x, labels):
    variables = {"params": state.params, "batch_stats": state.batch_stats}
    scores = state.apply_fn(variables, x, train=False)
    return cross_entropy(scores, labels), (jnp.argmax(scores, 1) == labels).mean()
