"""Events and their episodes: where a report belongs, and what people say of it."""
