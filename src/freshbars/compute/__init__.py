"""Pure NumPy: what bars and EMAs are; knows neither files nor a database."""
