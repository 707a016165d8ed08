% What every decision must keep. Written by a person: trusted, and never dropped.

% That a patient has one level, and one of five, is declared in domain.toml: level is functional,
% and urgency has five values.
