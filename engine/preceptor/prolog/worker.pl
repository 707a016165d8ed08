% The worker: reads programs on standard input, answers on standard output.
%
% A request is a line `ID VERB PLACE LENGTH` and a text of LENGTH bytes, all ASCII:
%
%     run     a program that defines answer(Index, Values) and viol(Id, Bindings): all of both
%     load    clauses that are kept in PLACE, beside those that it has
%     ask     a term ask(Most, Goal, Shown), data alone: the instances of Shown in PLACE, sorted, as
%             answers of 0; an error where one call has more than Most answers
%     forget  nothing is kept in PLACE any more
%
% The reply is lines that begin with ID:
%
%     ID answer INDEX VALUE...       a ground atom of the derived predicate numbered INDEX
%     ID viol VALUE VALUE...         a denial that holds: its id, then its bindings
%     ID message VALUE               anything said while loading, or the error that ended the run
%     ID limit VALUE VALUE           the resource that ran out, and what was said of it
%     ID end COUNT                   the number of lines before; always the last
%
% A VALUE is a97.98 for the atom ab (its character codes) or n-7/14 for -7r20 (hexadecimal).

:- module(worker, [serve/0]).
:- use_module(library(lists)).
:- use_module(library(readutil)).
:- use_module(library(solution_sequences)).

:- dynamic complaint/2, kept/2.
:- multifile user:message_hook/3.

user:message_hook(Term, Kind, _) :-
    memberchk(Kind, [error, warning]),
    message_to_codes(Term, Codes),
    worker:complain(message, [], Codes).

serve :-
    set_prolog_flag(max_answers_for_subgoal_action, error),
    set_stream(user_input, encoding(octet)),
    set_stream(user_output, encoding(octet)),
    read_line_to_string(user_input, Header),
    (   Header == end_of_file
    ->  true
    ;   split_string(Header, " ", "", [Id, Verb, Place, Digits]),
        number_string(Length, Digits),
        read_string(user_input, Length, Text),
        reply(Id, Verb, Place, Text),
        serve
    ).

reply(Id, Verb, Place, Text) :-
    flag(lines, _, 0),
    retractall(complaint(_, _)),
    catch(do(Verb, Id, Place, Text), Error, complain(Error)),
    forall(retract(complaint(Kind, Texts)), line(Id, Kind, Texts)),
    flag(lines, Count, Count),
    format("~w end ~d~n", [Id, Count]),
    flush_output.

do("run", Id, _, Program) :-
    atom_concat(program_, Id, Module),
    call_cleanup(run(Id, Module, Program), forget(Module)).
do("load", Id, Place, Clauses) :-
    atom_concat(kept_, Place, Module),
    atomic_list_concat([Module, Id], '_', File),
    load(Module, File, Clauses),
    assertz(kept(Module, File)).
do("ask", Id, Place, Text) :-
    atom_concat(kept_, Place, Module),
    term_string(ask(Most, Goal, Shown), Text),
    set_prolog_flag(max_answers_for_subgoal, Most),
    call_cleanup(findall(Shown, Module:Goal, Found),
                 set_prolog_flag(max_answers_for_subgoal, infinite)),
    sort(Found, Answers),
    forall(member(Values, Answers), line(Id, answer(0), Values)).
do("forget", _, Place, _) :-
    atom_concat(kept_, Place, Module),
    forall(retract(kept(Module, File)), unload_file(File)),
    abolish_module_tables(Module).

load(Module, File, Clauses) :-
    setup_call_cleanup(
        open_string(Clauses, Stream),
        load_files(Module:File, [stream(Stream), silent(true)]),
        close(Stream)).

forget(Module) :-
    abolish_module_tables(Module),
    unload_file(Module).

run(Id, Module, Program) :-
    load(Module, Module, Program),
    (   complaint(_, _)
    ->  true
    ;   forall(distinct(Index-Values, Module:answer(Index, Values)),
               line(Id, answer(Index), Values)),
        forall(distinct(Name-Values, Module:viol(Name, Values)),
               line(Id, viol, [Name|Values]))
    ).

complain(Error) :-
    message_to_codes(Error, Codes),
    (   Error = error(resource_error(Resource), _)
    ->  term_to_atom(Resource, Name),
        complain(limit, [Name], Codes)
    ;   complain(message, [], Codes)
    ).

complain(Kind, Names, Codes) :-
    atom_codes(Text, Codes),
    append(Names, [Text], Values),
    assertz(complaint(Kind, Values)).

message_to_codes(Term, Codes) :-
    catch(message_to_text(Term, Codes), _, fail),
    !.
message_to_codes(Term, Codes) :-
    format(codes(Codes), "~q", [Term]).

message_to_text(Term, Codes) :-
    phrase(prolog:translate_message(Term), Lines),
    with_output_to(codes(Codes), print_message_lines(current_output, '', Lines)).

line(Id, Kind, Values) :-
    flag(lines, Count, Count + 1),
    write(Id),
    (   Kind = answer(Index)
    ->  format(" answer ~d", [Index])
    ;   format(" ~w", [Kind])
    ),
    forall(member(Value, Values), value(Value)),
    nl.

value(Value) :-
    atom(Value),
    !,
    atom_codes(Value, Codes),
    atomic_list_concat(Codes, '.', Text),
    format(" a~w", [Text]).
value(Value) :-
    rational(Value, Numerator, Denominator),
    format(" n~16r/~16r", [Numerator, Denominator]).
