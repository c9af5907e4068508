"""Ground floor: places, people, the record, and the kit that everything stands on."""
