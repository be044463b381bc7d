"""Many runs: what is drawn, how the runs are kept, and what they say."""
