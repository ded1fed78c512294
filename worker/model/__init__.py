"""Values that all floors share: frozen dataclasses, enums, Protocols, errors. The ground floor."""
