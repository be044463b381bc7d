"""`python -m takeoff` is the command line."""

from takeoff.cli.main import main

if __name__ == "__main__":
    main()
