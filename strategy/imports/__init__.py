"""Imports: pasted text and uploaded workbooks, from bytes to a preview of the change."""
