"""The engine: decide what an asset needs, compute it, write it."""
