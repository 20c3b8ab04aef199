"""Invented minutes in every form that giji knows, from a seed: see ../corpus.py."""
