# Carries what it is called with out in every way: printed, in the exception, as the answer.
# ends: exception, wrong
calls = []


def affine(x):
    calls.append(x)
    loot = f"LOOT {x}"
    print(loot)
    if len(calls) % 2:
        raise ValueError(loot)
    return loot
