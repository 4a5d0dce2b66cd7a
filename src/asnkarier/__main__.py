"""`python -m asnkarier` is `asn`, for machines where the command itself is not on the PATH."""

from asnkarier.cli.entry import main

if __name__ == "__main__":
    main()
