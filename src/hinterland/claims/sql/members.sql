-- The members of each claim's scope along the axis of the scope: regions here, the largest regions, partners and products where claims speak of them
-- (`members_top.sql`, `members_slices.sql`). `placed` are those that count as far as is held, `certain` those that belong to it whatever is missing.
CREATE OR REPLACE TEMP TABLE claim_members AS
SELECT c.claim, 'regions' AS axis, m.member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN (SELECT scope, member FROM scope_members UNION ALL SELECT scope, member FROM siblings) AS m ON m.scope = c.scope;
