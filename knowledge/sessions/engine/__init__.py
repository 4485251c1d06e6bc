"""The engine of guided sessions: from a session and an act to what comes of it, without reading or writing anything."""
