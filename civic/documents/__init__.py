"""Paper: one description of a sheet, set as PDF or written as DOCX. What stands on it is decided by the rooms above."""
