"""The command line: parsing only. One file a command; `main` lists them and imports each when it is called."""
