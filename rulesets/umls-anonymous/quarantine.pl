% umls-anonymous: 0 rules in quarantine, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil umls-anonymous  and made anew by it: do not edit.
