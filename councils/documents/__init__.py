"""The minutes as files to print, to hand on and to keep: PDF, DOCX, a table of the votes, Akoma Ntoso."""
