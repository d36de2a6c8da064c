"""From a student's folder to answers: found, read with care, put back into their places in the released notebook."""
