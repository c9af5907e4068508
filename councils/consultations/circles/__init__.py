"""Small groups in rounds (世界咖啡): a host stays at each table, the others travel; each table brings in its harvest."""
