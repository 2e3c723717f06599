"""Findings as text, JSON, SARIF and GitHub annotations. All escape what they show."""
