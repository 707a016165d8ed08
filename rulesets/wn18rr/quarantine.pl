% wn18rr: 0 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil wn18rr  and made anew by it: do not edit.
