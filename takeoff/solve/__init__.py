"""From `System` to `Run`: compiled once, integrated in pieces between jumps and kinks, guarded, named."""
