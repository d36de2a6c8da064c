# Updates the parameters by hand, with tx.update and the step counted.
class TrainState(train_state.TrainState):
    batch_stats: FrozenDict[str, Any]


def create_state(model, tx, key, x):
    variables = model.init(key, x, train=False)
    return TrainState(
        step=0,
        apply_fn=model.apply,
        params=variables["params"],
        tx=tx,
        opt_state=tx.init(variables["params"]),
        batch_stats=variables["batch_stats"],
    )


@jax.jit
def train_step(state, key, x, labels):
    def loss_of(params):
        scores, changed = state.apply_fn(
            {"params": params, "batch_stats": state.batch_stats},
            x,
            train=True,
            mutable=["batch_stats"],
            rngs={"dropout": jax.random.fold_in(key, state.step)},
        )
        one_hot = jax.nn.one_hot(labels, scores.shape[-1])
        return optax.softmax_cross_entropy(scores, one_hot).mean(), changed

    (loss, changed), grads = jax.value_and_grad(loss_of, has_aux=True)(state.params)
    updates, opt_state = state.tx.update(grads, state.opt_state, state.params)
    params = optax.apply_updates(state.params, updates)
    return state.replace(step=state.step + 1, params=params, opt_state=opt_state, **changed), loss


@jax.jit
def eval_step(state, x, labels):
    scores = state.apply_fn({"params": state.params, "batch_stats": state.batch_stats}, x, train=False)
    losses = optax.softmax_cross_entropy_with_integer_labels(scores, labels)
    return losses.mean(), jnp.mean(jnp.argmax(scores, -1) == labels)
