"""Models held against data: parameters are fitted, and draws weighed by how well they agree with what was measured."""
