# Counts an operation that is none of the five.
# fails: test_other_operations_do_not_count
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    return set(re.findall(r" (all-[a-z-]+?|reduce-scatter|collective-[a-z]+)(?:-start|-done)?\(", text))
