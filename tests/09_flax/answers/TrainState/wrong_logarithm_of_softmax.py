# Takes the logarithm of the softmax.
# fails: test_the_loss_is_right_for_scores_of_any_size
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    variables = model.init(key, x, train=False)
    return TrainState.create(apply_fn=model.apply, params=variables["params"], tx=tx, batch_stats=variables["batch_stats"])


def cross_entropy(scores, labels):
    return -jnp.mean(jnp.log(nn.softmax(scores))[jnp.arange(len(labels)), labels])


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        scores, changed = state.apply_fn(
            {"params": params, "batch_stats": state.batch_stats}, x, train=True, mutable=["batch_stats"],
            rngs={"dropout": jax.random.fold_in(key, state.step)},
        )
        return cross_entropy(scores, labels), changed["batch_stats"]

    (loss, batch_stats), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, batch_stats=batch_stats), loss


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    return cross_entropy(scores, labels), jnp.mean(scores.argmax(axis=-1) == labels)
