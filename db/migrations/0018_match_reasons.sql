-- Which better-fitting coaches were full, and why somebody has no coach. Rows of full coaches stand beside the list of a coachee, for
-- coordinators only: a suggestion to a coachee is never one of them.

alter table match_results drop constraint match_results_why_check,
  add constraint match_results_why_check check (why in ('fit', 'different', 'pinned', 'swapped', 'full'));
alter table match_results add constraint match_results_full_check check (why <> 'full' or not is_assigned);

-- The ids of whoever is without a coach stand in the reasons, 40 characters each.
alter table match_rounds drop constraint match_rounds_summary_check,
  add constraint match_rounds_summary_check check (length(summary::text) <= 1000000);
