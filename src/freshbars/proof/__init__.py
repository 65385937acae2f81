"""Proof that two databases hold the same: digests of rows, certificates made of them, and comparisons."""
