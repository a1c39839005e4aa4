# Trees that nest very deeply.
# ends: done
# grants: files
# prints: caught
# prints: caught
import ast
n = ast.Constant(1)
for i in range(100000): n = ast.UnaryOp(ast.USub(), n)
e = ast.fix_missing_locations if 0 else None
n = ast.Expression(n)
try: compile(n, '', 'eval')
except (RecursionError, TypeError, ValueError): print('caught')
try: ast.dump(n)
except RecursionError: print('caught')
