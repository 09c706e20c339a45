"""What people ask for by pressing, sending a form or typing a command: one file for each thing they do."""
