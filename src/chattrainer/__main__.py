"""`python -m chattrainer`."""

from chattrainer.cli.main import main

if __name__ == "__main__":
    main()
