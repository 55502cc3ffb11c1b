"""The configuration: one TOML file, every key of it checked."""
