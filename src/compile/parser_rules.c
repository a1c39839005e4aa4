/* SPDX-License-Identifier: MIT
 * parser_rules.c: the grammar as the diagnosis of syntax errors walks it.
 *
 * The parser proper does not use this. When it has given up, these rules are tried from the start
 * as a parsing expression grammar: once without, once with the rules named x_…, each of which
 * recognises a mistake and says what to tell. (bad_… rules look for mistakes in both walks.) The order of alternatives, what is remembered, and
 * how far the walk reads ahead decide which message comes and where it points.
 *
 * A body is alternatives separated by |. Items of an alternative:
 *     'if' token   "match" soft keyword   NAME NUMBER STRINGS NEWLINE … token classes
 *     rule   ( … ) group   < sep item > items separated by sep   x? x* x+
 *     &x !x look ahead   &&'x' must be there, or "expected 'x'"   ~ no other alternative now
 *     a=x b=x   what the message talks of
 * and at its end
 *     -> Kind   the node it makes; without, its only part, or a sequence of its parts
 *     => where `message`   the error: at a, range a b, from a (to where the lexer is), last (the
 *        last token read), next (the token behind), indent a (IndentationError at last), and some
 *        with a condition of their own: see the verbs in parser_error.c.
 *     In a message %e is the kind of expression a is, %d its line, %t its text. */
#include "compile/parser_diag.h"

#define M KR_RULE_MEMO
#define L KR_RULE_LEFT

/* clang-format off */
const KrRule kr__rules[] = {
/* ---- starts ---- */
{"file", 0, "statements? END"},
{"single", 0, "compound NEWLINE | simples | NEWLINE"},
{"eval", 0, "exprs NEWLINE* END"},
{"functype", 0, "'(' type_exprs? ')' '->' expr NEWLINE* END"},
{"field", 0, "star_exprs"},

/* ---- statements ---- */
{"statements", 0, "statement+"},
{"statement", 0, "compound | simples"},
{"simples", 0, "simple !';' NEWLINE | <';' simple> ';'? NEWLINE"},
{"simple", M,
 "assignment | &\"type\" type_alias | star_exprs | &'return' return | &('import' | 'from') import"
 " | &'raise' raise | 'pass' | &'del' del | &'yield' yield_expr | &'assert' assert | 'break'"
 " | 'continue' | &'global' global | &'nonlocal' nonlocal"},
{"compound", 0,
 "&('def' | '@' | 'async') function | &'if' if | &('class' | '@') class"
 " | &('with' | 'async') with | &('for' | 'async') for | &'try' try | &'while' while | match"},
{"assignment", 0,
 "NAME ':' expr ('=' annotated_rhs)?"
 " | ('(' single_target ')' | single_part) ':' expr ('=' annotated_rhs)?"
 " | (star_targets '=')+ annotated_rhs !'=' TYPE_COMMENT?"
 " | single_target augassign ~ annotated_rhs"
 " | x_assignment"},
{"annotated_rhs", 0, "yield_expr | star_exprs"},
{"augassign", 0,
 "'+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='"},
{"return", 0, "'return' star_exprs?"},
{"raise", 0, "'raise' expr ('from' expr)? | 'raise'"},
{"global", 0, "'global' <',' NAME>"},
{"nonlocal", 0, "'nonlocal' <',' NAME>"},
{"del", 0, "'del' del_targets &(';' | NEWLINE) | x_del"},
{"assert", 0, "'assert' expr (',' expr)?"},
{"import", 0, "import_name | import_from"},
{"import_name", 0, "'import' <',' dotted_as_name>"},
{"import_from", 0,
 "'from' ('.' | '...')* dotted_name 'import' from_names"
 " | 'from' ('.' | '...')+ 'import' from_names"},
{"from_names", 0, "'(' from_as_names ','? ')' | from_as_names !',' | '*' | x_from_names"},
{"from_as_names", 0, "<',' from_as_name>"},
{"from_as_name", 0, "NAME ('as' NAME)?"},
{"dotted_as_name", 0, "dotted_name ('as' NAME)?"},
{"dotted_name", L, "dotted_name '.' NAME | NAME"},
{"type_alias", KR_RULE_NEW, "\"type\" NAME type_params? '=' expr"},
{"type_params", KR_RULE_NEW, "'[' <',' type_param> ','? ']'"},
{"type_param", 0, "NAME (':' expr)? | '*' NAME | '**' NAME"},

/* ---- compound statements ---- */
{"block", M, "NEWLINE INDENT statements DEDENT | simples | x_block"},
{"decorators", 0, "('@' named NEWLINE)+"},
{"class", 0, "decorators class_raw | class_raw"},
{"class_raw", 0, "x_class | 'class' NAME type_params? ('(' arguments? ')')? ':' block"},
{"function", 0, "decorators function_raw | function_raw"},
{"function_raw", 0,
 "x_def"
 " | 'def' NAME type_params? &&'(' params? ')' ('->' expr)? &&':' func_type_comment? block"
 " | 'async' 'def' NAME type_params? &&'(' params? ')' ('->' expr)? &&':' func_type_comment?"
 "   block"},
{"func_type_comment", 0,
 "NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | x_double_type_comment | TYPE_COMMENT"},
{"if", 0, "x_if | 'if' named ':' block elif | 'if' named ':' block else?"},
{"elif", 0, "x_elif | 'elif' named ':' block elif | 'elif' named ':' block else?"},
{"else", 0, "x_else | 'else' &&':' block"},
{"while", 0, "x_while | 'while' named ':' block else?"},
{"for", 0,
 "x_for | 'for' star_targets 'in' ~ star_exprs ':' TYPE_COMMENT? block else?"
 " | 'async' 'for' star_targets 'in' ~ star_exprs ':' TYPE_COMMENT? block else?"
 " | x_for_target"},
{"with", 0,
 "x_with_indent | 'with' '(' <',' with_item> ','? ')' ':' block"
 " | 'with' <',' with_item> ':' TYPE_COMMENT? block"
 " | 'async' 'with' '(' <',' with_item> ','? ')' ':' block"
 " | 'async' 'with' <',' with_item> ':' TYPE_COMMENT? block | x_with"},
{"with_item", 0, "expr 'as' star_target &(',' | ')' | ':') | x_with_item | expr"},
{"try", 0,
 "x_try | 'try' &&':' block finally | 'try' &&':' block except+ else? finally?"
 " | 'try' &&':' block except_star+ else? finally?"},
{"except", 0,
 "x_except_indent | 'except' expr ('as' NAME)? ':' block | 'except' ':' block | x_except"},
{"except_star", 0,
 "x_except_star_indent | 'except' '*' expr ('as' NAME)? ':' block | x_except"},
{"finally", 0, "x_finally | 'finally' &&':' block"},

/* ---- parameters ---- */
{"params", 0, "x_params | parameters"},
{"parameters", 0,
 "slash_plain param_plain* param_default* star_etc? | slash_default param_default* star_etc?"
 " | param_plain+ param_default* star_etc? | param_default+ star_etc? | star_etc"},
{"slash_plain", 0, "param_plain+ '/' ',' | param_plain+ '/' &')'"},
{"slash_default", 0,
 "param_plain* param_default+ '/' ',' | param_plain* param_default+ '/' &')'"},
{"star_etc", 0,
 "x_star_etc | '*' param_plain param_maybe* kwds? | '*' param_plain_star param_maybe* kwds?"
 " | '*' ',' param_maybe+ kwds? | kwds"},
{"kwds", 0, "x_kwds | '**' param_plain"},
{"param_plain", 0, "param ',' TYPE_COMMENT? | param TYPE_COMMENT? &')'"},
{"param_plain_star", 0, "param_star ',' TYPE_COMMENT? | param_star TYPE_COMMENT? &')'"},
{"param_default", 0, "param default ',' TYPE_COMMENT? | param default TYPE_COMMENT? &')'"},
{"param_maybe", 0, "param default? ',' TYPE_COMMENT? | param default? TYPE_COMMENT? &')'"},
{"param", 0, "NAME (':' expr)? -> arg"},
{"param_star", 0, "NAME ':' star_expr -> arg"},
{"default", 0, "'=' expr | x_default"},
{"lambda", 0, "'lambda' lparams? ':' expr -> Lambda"},
{"lparams", 0, "x_lparams | lparameters"},
{"lparameters", 0,
 "lslash_plain lparam_plain* lparam_default* lstar_etc? | lslash_default lparam_default* lstar_etc?"
 " | lparam_plain+ lparam_default* lstar_etc? | lparam_default+ lstar_etc? | lstar_etc"},
{"lslash_plain", 0, "lparam_plain+ '/' ',' | lparam_plain+ '/' &':'"},
{"lslash_default", 0,
 "lparam_plain* lparam_default+ '/' ',' | lparam_plain* lparam_default+ '/' &':'"},
{"lstar_etc", 0,
 "x_lstar_etc | '*' lparam_plain lparam_maybe* lkwds? | '*' ',' lparam_maybe+ lkwds? | lkwds"},
{"lkwds", 0, "x_lkwds | '**' lparam_plain"},
{"lparam_plain", 0, "lparam ',' | lparam &':'"},
{"lparam_default", 0, "lparam default ',' | lparam default &':'"},
{"lparam_maybe", 0, "lparam default? ',' | lparam default? &':'"},
{"lparam", 0, "NAME -> arg"},

/* ---- match ---- */
{"match", 0, "\"match\" subject ':' NEWLINE INDENT case+ DEDENT | x_match"},
{"subject", 0, "star_named ',' star_nameds? | named"},
{"case", 0, "x_case | \"case\" patterns guard? ':' block"},
{"guard", 0, "'if' named"},
{"patterns", 0, "open_sequence -> MatchSequence | pattern"},
{"pattern", 0, "as_pattern | or_pattern"},
{"as_pattern", 0, "or_pattern 'as' capture_target -> MatchAs | x_as_pattern"},
{"or_pattern", 0, "<'|' closed_pattern>"},
{"closed_pattern", M,
 "literal_pattern -> MatchValue | capture_target -> MatchAs | \"_\" -> MatchAs"
 " | attr !('.' | '(' | '=') -> MatchValue | '(' pattern ')' | sequence_pattern"
 " | mapping_pattern | class_pattern"},
{"literal_pattern", 0, "literal_expr"},
{"literal_expr", 0,
 "signed_number !('+' | '-') | complex | STRINGS | 'None' | 'True' | 'False'"},
{"complex", 0, "signed_real '+' IMAGINARY | signed_real '-' IMAGINARY"},
{"signed_real", 0, "REAL | '-' REAL"},
{"signed_number", 0, "NUMBER | '-' NUMBER"},
{"capture_target", 0, "!\"_\" NAME !('.' | '(' | '=')"},
{"attr", L, "name_or_attr '.' NAME -> Attribute"},
{"name_or_attr", 0, "attr | NAME"},
{"sequence_pattern", 0,
 "'[' maybe_sequence? ']' -> MatchSequence | '(' open_sequence? ')' -> MatchSequence"},
{"open_sequence", 0, "maybe_star ',' maybe_sequence?"},
{"maybe_sequence", 0, "<',' maybe_star> ','?"},
{"maybe_star", 0, "star_pattern | pattern"},
{"star_pattern", M, "'*' capture_target -> MatchStar | '*' \"_\" -> MatchStar"},
{"mapping_pattern", 0,
 "'{' '}' -> MatchMapping | '{' dstar_pattern ','? '}' -> MatchMapping"
 " | '{' items_pattern ',' dstar_pattern ','? '}' -> MatchMapping"
 " | '{' items_pattern ','? '}' -> MatchMapping"},
{"items_pattern", 0, "<',' item_pattern>"},
{"item_pattern", 0, "(literal_expr | attr) ':' pattern"},
{"dstar_pattern", 0, "'**' capture_target"},
{"class_pattern", 0,
 "name_or_attr '(' ')' -> MatchClass | name_or_attr '(' positionals ','? ')' -> MatchClass"
 " | name_or_attr '(' keywords ','? ')' -> MatchClass"
 " | name_or_attr '(' positionals ',' keywords ','? ')' -> MatchClass | x_class_pattern"},
{"positionals", 0, "<',' pattern>"},
{"keywords", 0, "<',' keyword_pattern>"},
{"keyword_pattern", 0, "NAME '=' pattern"},

/* ---- expressions ---- */
{"exprs", 0, "expr (',' expr)+ ','? -> Tuple | expr ',' -> Tuple | expr"},
{"expr", M,
 "x_expr | x_legacy | disj 'if' disj 'else' expr -> IfExp | disj | lambda"},
{"yield_expr", 0, "'yield' 'from' expr -> YieldFrom | 'yield' star_exprs? -> Yield"},
{"star_exprs", 0,
 "star_expr (',' star_expr)+ ','? -> Tuple | star_expr ',' -> Tuple | star_expr"},
{"star_expr", M, "'*' bitor -> Starred | expr"},
{"star_nameds", 0, "<',' star_named> ','?"},
{"star_named", 0, "'*' bitor -> Starred | named"},
{"walrus", 0, "NAME ':=' ~ expr -> NamedExpr"},
{"named", 0, "walrus | x_named | expr !':='"},
{"disj", M, "conj ('or' conj)+ -> BoolOp | conj"},
{"conj", M, "inv ('and' inv)+ -> BoolOp | inv"},
{"inv", M, "'not' inv -> UnaryOp | comparison"},
{"comparison", 0, "bitor 'in' bitor cmp* -> CompareIn | bitor cmp+ -> Compare | bitor"},
{"cmp", 0,
 "'==' bitor | NOT_EQUAL bitor | '<=' bitor | '<' bitor | '>=' bitor | '>' bitor"
 " | 'not' 'in' bitor | 'in' bitor | 'is' 'not' bitor | 'is' bitor"},
{"bitor", L, "bitor '|' bitxor -> BinOp | bitxor"},
{"bitxor", L, "bitxor '^' bitand -> BinOp | bitand"},
{"bitand", L, "bitand '&' shift -> BinOp | shift"},
{"shift", L, "shift '<<' sum -> BinOp | shift '>>' sum -> BinOp | sum"},
{"sum", L, "sum '+' term -> BinOp | sum '-' term -> BinOp | term"},
{"term", L,
 "term '*' factor -> BinOp | term '/' factor -> BinOp | term '//' factor -> BinOp"
 " | term '%' factor -> BinOp | term '@' factor -> BinOp | factor"},
{"factor", M, "'+' factor -> UnaryOp | '-' factor -> UnaryOp | '~' factor -> UnaryOp | power"},
{"power", 0, "await '**' factor -> BinOp | await"},
{"await", M, "'await' primary -> Await | primary"},
{"primary", L,
 "primary '.' NAME -> Attribute | primary genexp -> Call | primary '(' arguments? ')' -> Call"
 " | primary '[' slices ']' -> Subscript | atom"},
{"slices", 0, "slice !',' | <',' (slice | starred)> ','? -> Tuple"},
{"slice", 0, "expr? ':' expr? (':' expr?)? -> Slice | named"},
{"atom", 0,
 "NAME | 'True' -> True | 'False' -> False | 'None' -> None | &STRING STRINGS | NUMBER"
 " | &'(' (tuple | group | genexp) | &'[' (list | listcomp)"
 " | &'{' (dict | set | dictcomp | setcomp) | '...' -> Ellipsis"},
{"group", 0, "'(' (yield_expr | named) ')' | x_group"},
{"list", 0, "'[' star_nameds? ']' -> List"},
{"tuple", 0, "'(' (star_named ',' star_nameds?)? ')' -> Tuple"},
{"set", 0, "'{' star_nameds '}' -> Set"},
{"dict", 0, "'{' dict_items? '}' -> Dict | '{' bad_dict_items '}' -> Dict"},
{"dict_items", 0, "<',' dict_item> ','?"},
{"dict_item", 0, "'**' bitor | kvpair"},
{"kvpair", 0, "expr ':' expr"},
{"for_ifs", 0, "for_if+"},
{"for_if", 0,
 "'async' 'for' star_targets 'in' ~ disj ('if' disj)* -> comprehension"
 " | 'for' star_targets 'in' ~ disj ('if' disj)* -> comprehension | x_for_target"},
{"listcomp", 0, "'[' named for_ifs ']' -> ListComp | x_comp"},
{"setcomp", 0, "'{' named for_ifs '}' -> SetComp | x_comp"},
{"genexp", 0, "'(' (walrus | expr !':=') for_ifs ')' -> GeneratorExp | x_comp"},
{"dictcomp", 0, "'{' kvpair for_ifs '}' -> DictComp | x_dict_comp"},
{"arguments", M, "args ','? &')' | x_arguments"},
{"args", 0,
 "<',' (starred | (walrus | expr !':=') !'=')> (',' kwargs)? -> Call | kwargs -> Call"},
{"kwargs", 0,
 "<',' kwarg_or_starred> ',' <',' kwarg_or_dstarred> | <',' kwarg_or_starred>"
 " | <',' kwarg_or_dstarred>"},
{"starred", 0, "'*' expr -> Starred"},
{"kwarg_or_starred", 0, "x_kwarg | NAME '=' expr -> keyword | starred"},
{"kwarg_or_dstarred", 0, "x_kwarg | NAME '=' expr -> keyword | '**' expr -> DStar"},

/* ---- targets ---- */
{"star_targets", 0, "star_target !',' | star_target (',' star_target)* ','? -> Tuple"},
{"star_targets_list", 0, "<',' star_target> ','?"},
{"star_targets_tuple", 0, "star_target (',' star_target)+ ','? | star_target ','"},
{"star_target", M, "'*' (!'*' star_target) -> Starred | target_star_atom"},
{"target_star_atom", M,
 "t_primary '.' NAME !t_ahead -> Attribute | t_primary '[' slices ']' !t_ahead -> Subscript"
 " | star_atom"},
{"star_atom", 0,
 "NAME | '(' target_star_atom ')' | '(' star_targets_tuple? ')' -> Tuple"
 " | '[' star_targets_list? ']' -> List"},
{"single_target", 0, "single_part | NAME | '(' single_target ')'"},
{"single_part", 0,
 "t_primary '.' NAME !t_ahead -> Attribute | t_primary '[' slices ']' !t_ahead -> Subscript"},
{"t_primary", L,
 "t_primary '.' NAME &t_ahead -> Attribute | t_primary '[' slices ']' &t_ahead -> Subscript"
 " | t_primary genexp &t_ahead -> Call | t_primary '(' arguments? ')' &t_ahead -> Call"
 " | atom &t_ahead"},
{"t_ahead", 0, "'(' | '[' | '.'"},
{"del_targets", 0, "<',' del_target> ','?"},
{"del_target", M,
 "t_primary '.' NAME !t_ahead -> Attribute | t_primary '[' slices ']' !t_ahead -> Subscript"
 " | del_atom"},
{"del_atom", 0,
 "NAME | '(' del_target ')' | '(' del_targets? ')' -> Tuple | '[' del_targets? ']' -> List"},
{"type_exprs", 0,
 "<',' expr> ',' '*' expr ',' '**' expr | <',' expr> ',' '*' expr | <',' expr> ',' '**' expr"
 " | '*' expr ',' '**' expr | '*' expr | '**' expr | <',' expr>"},

/* ---- mistakes ---- */
{"x_arguments", 0,
 "a=args ',' '*' => at a `iterable argument unpacking follows keyword argument unpacking`"
 " | a=expr b=for_ifs ',' (args | expr for_ifs)?"
 "   => range_comp a b `Generator expression must be parenthesized`"
 " | a=NAME b='=' expr for_ifs"
 "   => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`"
 " | a=args b=for_ifs => gen_in_call a b `Generator expression must be parenthesized`"
 " | args ',' a=expr b=for_ifs"
 "   => range_comp a b `Generator expression must be parenthesized`"
 " | a=args ',' args => args_order a `positional argument follows keyword argument`"},
{"x_kwarg", 0,
 "a=('True' | 'False' | 'None') b='=' => range a b `cannot assign to %t`"
 " | a=NAME b='=' expr for_ifs"
 "   => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`"
 " | !(NAME '=') a=expr b='='"
 "   => range a b `expression cannot contain assignment, perhaps you meant \"==\"?`"},
{"expr_quiet", 0, "QUIET disj 'if' disj 'else' expr -> IfExp | QUIET disj | QUIET lambda"},
{"x_legacy", 0,
 "a=NAME !'(' b=star_exprs"
 " => legacy a b `Missing parentheses in call to '%t'. Did you mean %t(...)?`"},
{"x_expr", 0,
 "!(NAME STRING | SOFT_KEYWORD) a=disj b=expr_quiet"
 "   => comma a b `invalid syntax. Perhaps you forgot a comma?`"
 " | a=disj 'if' b=disj !('else' | ':') => range a b `expected 'else' after 'if' expression`"},
{"x_named", M,
 "a=expr ':=' expr => at a `cannot use assignment expressions with %e`"
 " | a=NAME '=' b=bitor !('=' | ':=')"
 "   => range a b `invalid syntax. Maybe you meant '==' or ':=' instead of '='?`"
 " | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitor '=' bitor !('=' | ':=')"
 "   => at a `cannot assign to %e here. Maybe you meant '==' instead of '='?`"},
{"x_assignment", 0,
 "a=x_ann_target ':' expr => at a `only single target (not %e) can be annotated`"
 " | a=star_named ',' star_nameds* ':' expr"
 "   => at a `only single target (not tuple) can be annotated`"
 " | a=expr ':' expr => at a `illegal target for annotation`"
 " | (star_targets '=')* a=star_exprs '=' => target a `cannot assign to %e`"
 " | (star_targets '=')* a=yield_expr '='"
 "   => at a `assignment to yield expression not possible`"
 " | a=star_exprs augassign (yield_expr | star_exprs)"
 "   => at a `'%e' is an illegal expression for augmented assignment`"},
{"x_ann_target", 0, "list | tuple | '(' x_ann_target ')'"},
{"x_del", 0, "'del' a=star_exprs => del_target a `cannot delete %e`"},
{"x_block", 0, "NEWLINE !INDENT => indent `expected an indented block`"},
{"x_comp", 0,
 "('[' | '(' | '{') a=starred for_ifs"
 "   => at a `iterable unpacking cannot be used in comprehension`"
 " | ('[' | '{') a=star_named ',' b=star_nameds for_ifs"
 "   => range_last a b `did you forget parentheses around the comprehension target?`"
 " | ('[' | '{') a=star_named b=',' for_ifs"
 "   => range a b `did you forget parentheses around the comprehension target?`"},
{"x_dict_comp", 0,
 "'{' a='**' bitor for_ifs '}' => at a `dict unpacking cannot be used in dict comprehension`"},
{"x_params", 0,
 "param_plain* x_params_default a=param_plain"
 "   => at a `non-default argument follows default argument`"
 " | param_plain* a='(' param_plain+ ','? b=')'"
 "   => range a b `Function parameters cannot be parenthesized`"
 " | a='/' ',' => at a `at least one argument must precede /`"
 " | (slash_plain | slash_default) param_maybe* a='/' => at a `/ may appear only once`"
 " | (slash_plain | slash_default)? param_maybe* '*' (',' | param_plain) param_maybe* a='/'"
 "   => at a `/ must be ahead of *`"
 " | param_maybe+ '/' a='*' => at a `expected comma between / and *`"},
{"x_params_default", 0, "slash_default | param_default+"},
{"x_default", 0, "a='=' &(')' | ',') => at a `expected default value expression`"},
{"x_star_etc", 0,
 "a='*' (')' | ',' (')' | '**')) => at a `named arguments must follow bare *`"
 " | '*' ',' TYPE_COMMENT => last `bare * has associated type comment`"
 " | '*' param a='=' => at a `var-positional argument cannot have default value`"
 " | '*' (param_plain | ',') param_maybe* a='*' (param_plain | ',')"
 "   => at a `* argument may appear only once`"},
{"x_kwds", 0,
 "'**' param a='=' => at a `var-keyword argument cannot have default value`"
 " | '**' param ',' a=param => at a `arguments cannot follow var-keyword argument`"
 " | '**' param ',' a=('*' | '**' | '/')"
 "   => at a `arguments cannot follow var-keyword argument`"},
{"x_lparams", 0,
 "lparam_plain* x_lparams_default a=lparam_plain"
 "   => at a `non-default argument follows default argument`"
 " | lparam_plain* a='(' <',' lparam> ','? b=')'"
 "   => range a b `Lambda expression parameters cannot be parenthesized`"
 " | a='/' ',' => at a `at least one argument must precede /`"
 " | (lslash_plain | lslash_default) lparam_maybe* a='/' => at a `/ may appear only once`"
 " | (lslash_plain | lslash_default)? lparam_maybe* '*' (',' | lparam_plain) lparam_maybe* a='/'"
 "   => at a `/ must be ahead of *`"
 " | lparam_maybe+ '/' a='*' => at a `expected comma between / and *`"},
{"x_lparams_default", 0, "lslash_default | lparam_default+"},
{"x_lstar_etc", 0,
 "'*' (':' | ',' (':' | '**')) => last `named arguments must follow bare *`"
 " | '*' lparam a='=' => at a `var-positional argument cannot have default value`"
 " | '*' (lparam_plain | ',') lparam_maybe* a='*' (lparam_plain | ',')"
 "   => at a `* argument may appear only once`"},
{"x_lkwds", 0,
 "'**' lparam a='=' => at a `var-keyword argument cannot have default value`"
 " | '**' lparam ',' a=lparam => at a `arguments cannot follow var-keyword argument`"
 " | '**' lparam ',' a=('*' | '**' | '/')"
 "   => at a `arguments cannot follow var-keyword argument`"},
{"x_double_type_comment", 0,
 "TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT"
 " => last `Cannot have two type comments on def`"},
{"x_with_item", 0, "expr 'as' a=expr &(',' | ')' | ':') => target a `cannot assign to %e`"},
{"x_for_target", 0, "'async'? 'for' a=star_exprs => for_target a `cannot assign to %e`"},
{"x_group", 0,
 "'(' a=starred ')' => at a `cannot use starred expression here`"
 " | '(' a='**' expr ')' => at a `cannot use double starred expression here`"},
{"x_from_names", 0,
 "from_as_names ',' NEWLINE"
 " => last `trailing comma not allowed without surrounding parentheses`"},
{"x_with", 0,
 "'async'? 'with' <',' (expr ('as' star_target)?)> NEWLINE => last `expected ':'`"
 " | 'async'? 'with' '(' <',' (exprs ('as' star_target)?)> ','? ')' NEWLINE"
 "   => last `expected ':'`"},
{"x_with_indent", 0,
 "'async'? a='with' <',' (expr ('as' star_target)?)> ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'with' statement on line %d`"
 " | 'async'? a='with' '(' <',' (exprs ('as' star_target)?)> ','? ')' ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'with' statement on line %d`"},
{"x_try", 0,
 "a='try' ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'try' statement on line %d`"
 " | 'try' ':' block !('except' | 'finally') => last `expected 'except' or 'finally' block`"
 " | 'try' ':' block* except+ a='except' b='*' expr ('as' NAME)? ':'"
 "   => range a b `cannot have both 'except' and 'except*' on the same 'try'`"
 " | 'try' ':' block* except_star+ a='except' (expr ('as' NAME)?)? ':'"
 "   => at a `cannot have both 'except' and 'except*' on the same 'try'`"},
{"x_except", 0,
 "'except' '*'? a=expr ',' exprs ('as' NAME)? ':'"
 "   => from a `multiple exception types must be parenthesized`"
 " | 'except' '*'? expr ('as' NAME)? NEWLINE => last `expected ':'`"
 " | 'except' NEWLINE => last `expected ':'`"
 " | 'except' '*' (NEWLINE | ':') => last `expected one or more exception types`"},
{"x_finally", 0,
 "a='finally' ':' NEWLINE !INDENT"
 " => indent a `expected an indented block after 'finally' statement on line %d`"},
{"x_except_indent", 0,
 "a='except' expr ('as' NAME)? ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'except' statement on line %d`"
 " | a='except' ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'except' statement on line %d`"},
{"x_except_star_indent", 0,
 "a='except' '*' expr ('as' NAME)? ':' NEWLINE !INDENT"
 " => indent a `expected an indented block after 'except*' statement on line %d`"},
{"x_match", 0,
 "\"match\" subject NEWLINE => last `expected ':'`"
 " | a=\"match\" subject ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'match' statement on line %d`"},
{"x_case", 0,
 "\"case\" patterns guard? NEWLINE => last `expected ':'`"
 " | a=\"case\" patterns guard? ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'case' statement on line %d`"},
{"x_as_pattern", 0,
 "or_pattern 'as' a=\"_\" => at a `cannot use '_' as a target`"
 " | or_pattern 'as' !NAME a=expr => at a `invalid pattern target`"},
{"x_class_pattern", 0,
 "name_or_attr '(' a=x_class_args"
 " => range_items a `positional patterns follow keyword patterns`"},
{"x_class_args", 0, "(positionals ',')? keywords ',' a=positionals => value a"},
{"x_if", 0,
 "'if' named NEWLINE => last `expected ':'`"
 " | 'if' a=named ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'if' statement on line %d`"},
{"x_elif", 0,
 "'elif' named NEWLINE => last `expected ':'`"
 " | a='elif' named ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'elif' statement on line %d`"},
{"x_else", 0,
 "a='else' ':' NEWLINE !INDENT"
 " => indent a `expected an indented block after 'else' statement on line %d`"},
{"x_while", 0,
 "'while' named NEWLINE => last `expected ':'`"
 " | a='while' named ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'while' statement on line %d`"},
{"x_for", 0,
 "'async'? 'for' star_targets 'in' star_exprs NEWLINE => last `expected ':'`"
 " | 'async'? a='for' star_targets 'in' star_exprs ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after 'for' statement on line %d`"},
{"x_def", 0,
 "'async'? a='def' NAME type_params? '(' params? ')' ('->' expr)? ':' NEWLINE !INDENT"
 " => indent a `expected an indented block after function definition on line %d`"},
{"x_class", 0,
 "'class' NAME type_params? ('(' arguments? ')')? NEWLINE => last `expected ':'`"
 " | a='class' NAME type_params? ('(' arguments? ')')? ':' NEWLINE !INDENT"
 "   => indent a `expected an indented block after class definition on line %d`"},
{"bad_dict_items", 0,
 "<',' dict_item> ',' bad_kvpair"
 " | expr ':' a='*' bitor => from a `cannot use a starred expression in a dictionary value`"
 " | expr a=':' &('}' | ',') => at a `expression expected after dictionary key and ':'`"},
{"bad_kvpair", 0,
 "a=expr !':' => key a `':' expected after dictionary key`"
 " | expr ':' a='*' bitor => from a `cannot use a starred expression in a dictionary value`"
 " | expr a=':' &('}' | ',') => at a `expression expected after dictionary key and ':'`"},
};
/* clang-format on */
const unsigned kr__rules_n = KR_COUNTOF(kr__rules);
