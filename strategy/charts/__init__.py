"""Charts: plotly figures as plain dicts, each with its data as a table; pure functions."""
