"""Tables as workbooks and CSV files."""
