"""Batches, and gradients of many members, by Taylor series that heyoka compiles; an extra (`takeoff[fast]`)."""
