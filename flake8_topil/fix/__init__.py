"""Repairs: which finding has one, how safe it is, and the text it inserts."""
