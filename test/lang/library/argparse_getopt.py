# argparse parses options, positionals, subcommands and formats help (library, argparse).
# differs: regular expressions (_sre) are not there yet
import argparse, contextlib, io
p = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="The end.")
p.add_argument("file", help="input file")
p.add_argument("rest", nargs="*",
        type=int)
p.add_argument("-v", "--verbose", action="count",
                                  default=0)
p.add_argument("--level", type=int, choices=[1, 2, 3],
                                          default=1, metavar="N",
                                          help="level %(default)s")
p.add_argument("--flag",
                                                  action=argparse.BooleanOptionalAction)
p.add_argument("-o", dest="out", required=False)
p.add_argument("--kv", action="append")
print(p.parse_args(["in.txt", "1", "2", "-vv", "--level", "2", "-oX", "--kv=a", "--kv", "b",
      "--no-flag"]))
print(p.format_usage(), p.format_help(), sep="")
def attempt(parser, args):
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err): print(parser.parse_args(args))
    except SystemExit as e:
        print(e.code, err.getvalue().strip().split("\n")[-1])
for a in ([], ["f", "--level", "9"], ["f", "x"], ["f", "--bad"], ["f", "--level"],
          ["f", "--lev", "3"], ["f", "--", "5"], ["f", "-o"]): attempt(p, a)
s = argparse.ArgumentParser(prog="git")
sub = s.add_subparsers(dest="cmd",
        required=True)
add = sub.add_parser("add")
add.add_argument("path")
g = sub.add_parser("log").add_mutually_exclusive_group()
g.add_argument("-a", action="store_true")
g.add_argument("-b", action="store_const", const=5)
for a in (["add", "x"], ["log", "-b"], ["log", "-a", "-b"], [], ["nope"]): attempt(s, a)
print(s.parse_known_args(["add", "x", "--extra"]),
      argparse.Namespace(a=1) == argparse.Namespace(a=1), vars(argparse.Namespace(b=2)))
