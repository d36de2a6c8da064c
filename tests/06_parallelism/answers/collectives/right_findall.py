# Finds all operations by one regular expression and keeps the names.
OPERATION = re.compile(
    r"(?<=\s)(all-reduce|all-gather|reduce-scatter|collective-permute|all-to-all)(?:-start|-done)?\("
)


def collectives(f, *args):
    compiled = f.lower(*args).compile()
    return set(OPERATION.findall(compiled.as_text()))
