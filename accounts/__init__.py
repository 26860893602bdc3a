"""Who may enter: login, lockout, second factor and the log of what concerns safety."""
