"""A list of voters or owners from a spreadsheet: read, checked line by line, shown, and only then put on the roll."""
