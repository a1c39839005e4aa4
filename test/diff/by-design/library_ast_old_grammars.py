# feature_version of ast.parse() accepts the grammar of older versions, as far as it goes (library, ast).
# differs: by design, only what is newer than the version is rejected: async and await stay keywords, and 1_000 a number
import ast

for source, version in ("async = 12", (3, 6)), ("a = 42_42", (3, 5)), ("a = f'{b}'", (3, 5)), ("a = b", (3, 4)):
    try:
        print(source, ast.dump(ast.parse(source, feature_version=version)))
    except SyntaxError as error:
        print(source, error.msg)
