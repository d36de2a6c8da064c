"""From answers to verdicts: hidden tests here, the student's code in a guest; workers, cache, diagnosis."""
