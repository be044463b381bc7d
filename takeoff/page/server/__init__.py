"""The local server of the page: questions wait in lanes, and processes that can be killed answer them."""
