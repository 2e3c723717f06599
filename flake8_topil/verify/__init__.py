"""Run programs, and compare what the converter made of their images with what it should have made.

Importing this package imports nothing else: pytest loads a module of it at every start.
"""
