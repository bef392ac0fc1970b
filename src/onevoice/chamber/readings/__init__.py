"""What people see: rows into frozen values. Nothing is written here."""
