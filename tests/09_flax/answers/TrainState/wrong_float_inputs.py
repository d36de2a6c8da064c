# Initialises with floats, whatever the dtype of `x`.
# fails: test_a_fresh_state_holds_everything
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    variables = model.init(key, jnp.ones(x.shape), train=False)
    return TrainState.create(apply_fn=model.apply, tx=tx, **variables)


def mean_loss(scores, labels):
    return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        variables, rngs = {"params": params, "batch_stats": state.batch_stats}, {"dropout": jax.random.fold_in(key, state.step)}
        scores, changed = state.apply_fn(variables, x, train=True, mutable=["batch_stats"], rngs=rngs)
        return mean_loss(scores, labels), changed["batch_stats"]

    (loss, batch_stats), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, batch_stats=batch_stats), loss


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    return mean_loss(scores, labels), (scores.argmax(axis=-1) == labels).mean()
