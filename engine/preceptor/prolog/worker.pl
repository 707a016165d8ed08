% The worker: reads programs on standard input, answers on standard output.
%
% A request is a line `ID LENGTH` and a program of LENGTH bytes, all ASCII. A program defines
% answer(Index, Values) and viol(Id, Bindings). The reply is lines that begin with ID:
%
%     ID answer INDEX VALUE...       a ground atom of the derived predicate numbered INDEX
%     ID viol VALUE VALUE...         a denial that holds: its id, then its bindings
%     ID message VALUE               anything said while loading, or the error that ended the run
%     ID end COUNT                   the number of lines before; always the last
%
% A VALUE is a97.98 for the atom ab (its character codes) or n-7/14 for -7r20 (hexadecimal).

:- module(worker, [serve/0]).
:- use_module(library(readutil)).
:- use_module(library(solution_sequences)).

:- dynamic complaint/1.
:- multifile user:message_hook/3.

user:message_hook(Term, Kind, _) :-
    memberchk(Kind, [error, warning]),
    message_to_codes(Term, Codes),
    assertz(worker:complaint(Codes)).

serve :-
    set_stream(user_input, encoding(octet)),
    set_stream(user_output, encoding(octet)),
    read_line_to_string(user_input, Header),
    (   Header == end_of_file
    ->  true
    ;   split_string(Header, " ", "", [Id, Digits]),
        number_string(Length, Digits),
        read_string(user_input, Length, Program),
        reply(Id, Program),
        serve
    ).

reply(Id, Program) :-
    flag(lines, _, 0),
    retractall(complaint(_)),
    atom_concat(program_, Id, Module),
    catch(run(Id, Module, Program), Error, complain(Error)),
    forall(retract(complaint(Codes)), (atom_codes(Text, Codes), line(Id, message, [Text]))),
    abolish_all_tables,
    unload_file(Module),
    flag(lines, Count, Count),
    format("~w end ~d~n", [Id, Count]),
    flush_output.

run(Id, Module, Program) :-
    setup_call_cleanup(
        open_string(Program, Stream),
        load_files(Module:Module, [stream(Stream), silent(true)]),
        close(Stream)),
    (   complaint(_)
    ->  true
    ;   forall(distinct(Index-Values, Module:answer(Index, Values)),
               line(Id, answer(Index), Values)),
        forall(distinct(Name-Values, Module:viol(Name, Values)),
               line(Id, viol, [Name|Values]))
    ).

complain(Error) :-
    message_to_codes(Error, Codes),
    assertz(complaint(Codes)).

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
