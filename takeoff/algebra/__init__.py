"""From meaning to `System`: ordered states and right-hand side, derivatives, what reaches what."""
