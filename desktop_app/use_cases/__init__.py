"""One function per thing a user does; screens and the command line call nothing below."""
