"""`python -m chattrainer`."""

from chattrainer.cli.start import main

if __name__ == "__main__":
    main()
