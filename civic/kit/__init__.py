"""Small tools without tables: settings, clock, money, hash chain, lots, refusals, transactions, guards."""
