"""What makes pages live: a stream that says that something changed, and a state to ask for instead."""
