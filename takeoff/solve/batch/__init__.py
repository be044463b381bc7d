"""Many runs of one program at once: every member with its own values, steps, pieces and fate."""
