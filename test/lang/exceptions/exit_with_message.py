# SystemExit with a string prints it to stderr without traceback and exits with status 1 (library, sys).
import sys
def main():
    try:
        print("working")
        sys.exit("fatal: gave up on é")
    finally:
        print("cleanup")
main()
print("not reached")
