"""Turnout and papers, in two tables that nothing joins.

What is promised: once a ballot is closed, no table, index, order of rows, log, notification or audit entry leads from
a voter to a paper. A paper's key is made of the roll's line and of 128 random bits (the nonce) that are on the voter's
page only; on the phone they stay while a ballot may be changed, because nothing else can say which paper to replace.

What remains possible for someone who controls the running machine, and is told to residents: to watch the process's
memory while a paper comes in, and to copy the files while a ballot is open, when rows still lie in the order of casting
(people who cast together are mixed) and can be read unless the box is locked with two keys. So backups of an open
ballot are kept like the ballot box.
"""
