"""What every page shares: rendering, forms, refusals, headers, static files, caching, slots."""
