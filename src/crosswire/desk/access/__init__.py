"""Who may use a desk that is served: tokens with roles, and browsers that signed in with one."""
