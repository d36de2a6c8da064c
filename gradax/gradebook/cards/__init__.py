"""What a student reads of the verdicts, in the autograded notebook and on the feedback page."""
