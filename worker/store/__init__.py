"""What must survive: tables, one writer, and one module per noun that knows its SQL."""
