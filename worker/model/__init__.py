"""Values the whole house speaks in: frozen dataclasses, enums, Protocols, errors. The ground floor."""
