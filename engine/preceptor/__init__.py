"""A teacher model writes rules; solvers check them; they answer with proofs and train a student."""

__version__ = "0.1.0"
