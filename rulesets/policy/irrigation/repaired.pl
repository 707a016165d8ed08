% policy/irrigation: 5 rules changed and 0 dropped, so that no constraint can be broken.
% Made by  preceptor distil policy/irrigation --publish  and made anew by it: do not edit.
% From 97886e0ab35c52bb, which stands for rules.pl, constraints.pl and domain.toml.

% irrigate/1: 15 rules
irrigate(F) :- crop(F, rice), moisture(F, M), M < 85, \+ skip(F).
irrigate(F) :- crop(F, tomato), moisture(F, M), M < 55, \+ skip(F).
irrigate(F) :- crop(F, wheat), moisture(F, M), M < 30, \+ skip(F).
irrigate(F) :- growth_days(F, G), G < 15, moisture(F, M), M < 60, \+ skip(F).
irrigate(F) :- temperature(F, T), T >= 35, moisture(F, M), M < 50, \+ skip(F).
irrigate(F) :- crop(F, tomato), moisture(F, M), M < 60, rain_forecast(F, R), R < 8, \+ skip(F).
% was: irrigate(F) :- crop(F, tomato), moisture(F, M), M < 55, rain_forecast(F, R), R < 8.
irrigate(F) :- crop(F, tomato), moisture(F, M), M < 55, rain_forecast(F, R), R < 8, temperature(F, T), T >= 4.
irrigate(F) :- crop(F, tomato), moisture(F, M), M < 65, temperature(F, T), T > 32, rain_forecast(F, R), R < 8.
irrigate(F) :- crop(F, rice), moisture(F, M), M < 80, rain_forecast(F, R), R < 20, growth_days(F, G), G < 100, \+ skip(F).
irrigate(F) :- crop(F, tomato), moisture(F, M), M < 70, temperature(F, T), T > 32, rain_forecast(F, R), R < 5, \+ skip(F).
% was: irrigate(F) :- moisture(F, M), M < 20, temperature(F, T), T > 2.
irrigate(F) :- moisture(F, M), M < 20, temperature(F, T), T >= 4, growth_days(F, G), G =< 105, rain_forecast(F, R), R < 12.
% was: irrigate(F) :- crop(F, rice), moisture(F, M), M < 75, rain_forecast(F, R), R < 30, growth_days(F, G), G < 100.
irrigate(F) :- crop(F, rice), moisture(F, M), M < 75, rain_forecast(F, R), growth_days(F, G), G < 100, temperature(F, T), T >= 4, R < 20.
% was: irrigate(F) :- crop(F, wheat), moisture(F, M), M < 40, rain_forecast(F, R), R < 12, growth_days(F, G), G < 110.
irrigate(F) :- crop(F, wheat), moisture(F, M), M < 40, rain_forecast(F, R), R < 12, growth_days(F, G), G < 110, temperature(F, T), T >= 4.
irrigate(F) :- crop(F, wheat), moisture(F, M), M < 45, growth_days(F, G), G >= 60, G =< 90, rain_forecast(F, R), R < 5, \+ skip(F).
% was: irrigate(F) :- crop(F, wheat), moisture(F, M), M < 50, growth_days(F, G), G >= 55, G =< 80, rain_forecast(F, R), R < 12.
irrigate(F) :- crop(F, wheat), moisture(F, M), M < 50, growth_days(F, G), G >= 55, G =< 80, rain_forecast(F, R), R < 12, temperature(F, T), T >= 4.

% skip/1: 15 rules
skip(F) :- rain_forecast(F, R), R >= 40.
skip(F) :- temperature(F, T), T < 4.
skip(F) :- temperature(F, T), T =< 2.
skip(F) :- crop(F, rice), growth_days(F, G), G > 105.
skip(F) :- crop(F, rice), moisture(F, M), M >= 95.
skip(F) :- crop(F, tomato), moisture(F, M), M >= 75.
skip(F) :- crop(F, wheat), growth_days(F, G), G > 120.
skip(F) :- crop(F, wheat), growth_days(F, G), G >= 110.
skip(F) :- crop(F, wheat), moisture(F, M), M >= 60.
skip(F) :- rain_forecast(F, R), R >= 12, crop(F, C), C \= rice.
skip(F) :- rain_forecast(F, R), R >= 20, moisture(F, M), M >= 20.
skip(F) :- crop(F, rice), growth_days(F, G), G >= 100, moisture(F, M), M >= 20.
skip(F) :- crop(F, wheat), growth_days(F, G), G >= 110, moisture(F, M), M >= 20.
skip(F) :- moisture(F, M), M >= 50, rain_forecast(F, R), R >= 10, \+ crop(F, rice).
skip(F) :- rain_forecast(F, R), R >= 15, moisture(F, M), M >= 25, \+ crop(F, rice).

% alarm/1: 10 rules
alarm(F) :- moisture(F, M), M < 15.
alarm(F) :- moisture(F, M), M < 18.
alarm(F) :- rain_forecast(F, R), R > 80.
alarm(F) :- temperature(F, T), T < 0.
alarm(F) :- temperature(F, T), T > 40.
alarm(F) :- temperature(F, T), T > 42.
alarm(F) :- crop(F, tomato), moisture(F, M), M > 90.
alarm(F) :- moisture(F, M), M < 12, \+ skip(F).
alarm(F) :- crop(F, rice), moisture(F, M), M < 50, growth_days(F, G), G < 100.
alarm(F) :- temperature(F, T), T > 40, moisture(F, M), M < 45, crop(F, C), C \= wheat.
