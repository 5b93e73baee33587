"""The staff's pages: bringing in, correcting, withdrawing, keys, questions, state, the trail."""
