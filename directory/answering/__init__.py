"""How data are answered over HTTP, whichever view asks for them: see `open_data`."""
