"""Who can be given something to do: a person, the office of a place, a council, an organisation, or one only named."""
