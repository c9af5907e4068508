"""Turnout and papers, in two tables that nothing joins.

What is promised: once a ballot is closed, no table, index, order of rows, log, notification or audit entry leads from
a voter to a paper. What remains possible for someone who controls the running machine, and is told to residents: to
watch the process's memory while a paper comes in, and to copy the files while a ballot is open, when rows still lie in
the order of casting (people who cast together are mixed). So backups of an open ballot are kept like the ballot box.
"""
