"""What the probes of 09 share; it runs where the student's code does."""


def plain(tree):
    """A tree with mappings of whatever class as dicts."""
    from collections.abc import Mapping

    return {name: plain(each) for name, each in tree.items()} if isinstance(tree, Mapping) else tree


def module_of(kind):
    """A module of the grader's own: with state, with parameters that depend on the input, for tokens, or dense."""
    import flax.linen as nn
    import jax.numpy as jnp

    class Counted(nn.Module):
        @nn.compact
        def __call__(self, x):
            calls = self.variable("counts", "calls", jnp.zeros, ())
            if self.is_mutable_collection("counts") and not self.is_initializing():
                calls.value += 1
            return x * self.param("scale", nn.initializers.normal(1.0), ())

    class Centred(nn.Module):
        @nn.compact
        def __call__(self, x):
            offset = self.param("offset", lambda key: x.mean(axis=0))
            return nn.Dense(2, name="inner")((x - 2 * offset) ** 2)

    dense = nn.Dense(3, bias_init=nn.initializers.normal(1.0))
    return {"dense": dense, "counted": Counted(), "centred": Centred(), "tokens": nn.Embed(7, 3)}[kind]


def regression(kind):
    """A model and an optimiser for it; a large `eps` keeps gradients near 0 from deciding a step by their sign."""
    import flax.linen as nn
    import optax

    class Net(nn.Module):
        @nn.compact
        def __call__(self, x):
            return nn.Dense(1)(nn.tanh(nn.Dense(4)(x)))[:, 0]

    class Centred(nn.Module):
        @nn.compact
        def __call__(self, x):
            offset = self.param("offset", lambda key: x.mean(axis=0))
            return nn.Dense(1)(x - offset)

    schedule = optax.linear_schedule(0.1, 0.01, 20)
    return {
        "net": lambda: (Net(), optax.chain(optax.clip_by_global_norm(1.0), optax.adam(schedule, eps=1e-3))),
        "flat": lambda: (nn.Dense(2), optax.adam(0.1)),
        "centred": lambda: (Centred(), optax.sgd(0.05)),
        "steep": lambda: (nn.Dense(2), optax.sgd(0.8)),
        "ascent": lambda: (nn.Dense(2), optax.sgd(-0.8)),
        "decay": lambda: (nn.Dense(2), optax.adamw(0.05, eps=1e-3, weight_decay=0.3)),
    }[kind]()


def classifier(rate, sign=1):
    """A classifier of four classes, with every part named; integers go through an embedding, "codes"."""
    import flax.linen as nn
    import jax.numpy as jnp

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            if jnp.issubdtype(x.dtype, jnp.integer):
                x = nn.Embed(2, 3, name="codes")(x)
            # A bias before BatchNorm has a gradient of 0 but for rounding, which Adam would blow up.
            x = nn.Dense(16, use_bias=False, name="first")(x.reshape(x.shape[0], -1))
            x = nn.relu(nn.BatchNorm(use_running_average=not train, momentum=0.5, name="norm")(x))
            return sign * nn.Dense(4, name="last")(nn.Dropout(rate, deterministic=not train)(x))

    return Model()


def begun(student, model, tx, x, params, stats):
    """A state of the student's class that holds the grader's own weights."""
    import jax

    return renewed(student.create_state(model, tx, jax.random.key(0), x), tx, params, stats)


def renewed(state, tx, params, stats):
    """The state at its beginning, with copies of weights and averages: a step may give their memory away."""
    import jax
    import numpy as np

    params, stats = jax.tree.map(np.array, (params, stats))
    return state.replace(step=0, params=params, batch_stats=stats, opt_state=tx.init(params))


def pair_of(got):
    """What a function returned, where it is a tuple of two; else two times None."""
    return got if isinstance(got, tuple) and len(got) == 2 else (None, None)


def weighted(model, x, seed):
    """Variables for `model` with random weights of the grader's own, of the usual size; nothing of it is compiled."""
    import jax
    import numpy as np

    rng = np.random.default_rng(seed)
    outlined = jax.eval_shape(model.init, jax.random.key(0), x)
    return jax.tree.map(
        lambda leaf: (rng.normal(size=leaf.shape) / max(1, leaf.size // (leaf.shape or (1,))[-1]) ** 0.5).astype(
            leaf.dtype
        ),
        outlined,
    )


def equations(jaxpr):
    """The equations of a jaxpr in their order, those of inner jaxprs included, of loops as often as they run."""
    import jax

    for equation in jaxpr.eqns:
        yield equation
        times = equation.params["length"] if equation.primitive.name == "scan" else 1
        for inner in jax.tree.leaves(list(equation.params.values()), is_leaf=lambda each: hasattr(each, "eqns")):
            for _ in range(times if hasattr(inner, "eqns") else 0):
                yield from equations(getattr(inner, "jaxpr", inner))


def contracted_size(equation):
    """How many numbers of its first argument a `dot_general` adds up for each result."""
    import math

    inputs, (contracted, _) = equation.invars[0].aval.shape, equation.params["dimension_numbers"][0]
    return math.prod(inputs[axis] for axis in contracted)


def replay_scan(params, values, closed, convolve):
    """Run a `scan` step by step."""
    import jax.numpy as jnp

    fixed, carried = params["num_consts"], params["num_carry"]
    carry, rows = values[fixed : fixed + carried], []
    places = range(params["length"])
    for place in reversed(places) if params["reverse"] else places:
        row = [each[place] for each in values[fixed + carried :]]
        outputs = replay(*closed, [*values[:fixed], *carry, *row], convolve)
        carry = outputs[:carried]
        rows.append(outputs[carried:])
    rows = rows[::-1] if params["reverse"] else rows
    return [*carry, *(jnp.stack(each) for each in zip(*rows, strict=True))]


def replay(jaxpr, constants, arguments, convolve):
    """Run a traced program anew, with `convolve(equation, values)` in place of each convolution."""
    known = dict(zip([*jaxpr.constvars, *jaxpr.invars], [*constants, *arguments], strict=True))
    for equation in jaxpr.eqns:
        values = [each.val if hasattr(each, "val") else known[each] for each in equation.invars]
        params, name = equation.params, equation.primitive.name
        inner = params.get("jaxpr", params.get("call_jaxpr"))
        closed = [getattr(inner, "jaxpr", inner), getattr(inner, "consts", [])]
        if name == "conv_general_dilated":
            results = [convolve(equation, values)]
        elif name == "scan":
            results = replay_scan(params, values, closed, convolve)
        elif inner is not None and name in ("jit", "pjit", "closed_call", "remat2", "checkpoint", "custom_jvp_call"):
            results = replay(*closed, values, convolve)
        else:
            results = equation.primitive.bind(*values, **equation.primitive.get_bind_params(params))
            results = results if equation.primitive.multiple_results else [results]
        known.update(zip(equation.outvars, results, strict=True))
    return [each.val if hasattr(each, "val") else known[each] for each in jaxpr.outvars]
