"""What the probes of 06 share; these functions travel with them."""


def attempt(call):
    """What a call gives; None where it raises."""
    try:
        return call()
    except NotImplementedError:
        raise
    except Exception:
        return None


def names_in(found):
    """The entries of a set of names, sorted; none of anything else."""
    return sorted(map(str, found)) if isinstance(found, set | frozenset | list | tuple) else []


def shapes_made_of(variable, jaxpr):
    """The shapes of all arrays that a jaxpr makes of one of its inputs alone, those of inner jaxprs included."""
    return _made_of({variable}, set(jaxpr.constvars), jaxpr)


def _made_of(known, constant, jaxpr):
    from jax.extend.core import ClosedJaxpr, Literal

    shapes = []
    for equation in jaxpr.eqns:
        inputs = [each for each in equation.invars if not isinstance(each, Literal)]
        programs = [value for value in equation.params.values() if isinstance(value, ClosedJaxpr)]
        if len(programs) == 1 and len(programs[0].jaxpr.invars) == len(equation.invars):
            inner = programs[0].jaxpr
            outside = list(zip(inner.invars, equation.invars, strict=True))
            mine = {each for each, outer in outside if not isinstance(outer, Literal) and outer in known}
            fixed = {each for each, outer in outside if isinstance(outer, Literal) or outer in constant}
            shapes += _made_of(mine, fixed | set(inner.constvars), inner)
        if all(each in constant for each in inputs):
            constant = constant | set(equation.outvars)
        elif all(each in known or each in constant for each in inputs):
            known = known | set(equation.outvars)
            shapes += [list(each.aval.shape) for each in equation.outvars]
    return shapes
