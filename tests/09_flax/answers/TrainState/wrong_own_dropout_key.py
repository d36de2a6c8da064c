# Drops the same units with two different keys.
# fails: test_other_units_are_dropped_in_each_step
class TrainState(train_state.TrainState):
    batch_stats: Any


def create_state(model, tx, key, x):
    v = model.init(key, x, train=False)
    return TrainState.create(apply_fn=model.apply, params=v["params"], batch_stats=v["batch_stats"], tx=tx)


@jax.jit
def train_step(state, key, x, labels):
    rng = jax.random.fold_in(jax.random.key(0), state.step)

    def f(params):
        y, changed = state.apply_fn(
            {"params": params, "batch_stats": state.batch_stats}, x, train=True, mutable=["batch_stats"], rngs={"dropout": rng}
        )
        return optax.softmax_cross_entropy_with_integer_labels(y, labels).mean(), changed["batch_stats"]

    (loss, stats), grads = jax.value_and_grad(f, has_aux=True)(state.params)
    return state.apply_gradients(grads=grads, batch_stats=stats), loss


@jax.jit
def eval_step(state, x, labels):
    y = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    return optax.softmax_cross_entropy_with_integer_labels(y, labels).mean(), (y.argmax(-1) == labels).mean()
