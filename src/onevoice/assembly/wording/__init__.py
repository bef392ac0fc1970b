"""Amendments as operations on a text: apply, relate, rebase, derive from an edited draft, mark up."""
