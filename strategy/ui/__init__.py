"""The kit that every page is drawn with: formatting, marks, columns, tables, templates."""
